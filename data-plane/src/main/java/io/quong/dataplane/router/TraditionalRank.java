package io.quong.dataplane.router;

import io.quong.entity.Route;
import java.util.UUID;

/**
 * The order of routes in the flavour {@code traditional}: the number of attributes, which ones they
 * are, what kinds of hosts and paths, the number of header names, {@code regex_priority}, the
 * path's length, and then the route's age.
 */
final class TraditionalRank {
  private static final int HOST = 16;
  private static final int HEADER = 8;
  private static final int URI = 4;
  private static final int METHOD = 2;
  private static final int SNI = 1;
  private static final int REGEX = 1;
  private static final int PLAIN_HOSTS = 2;
  private static final int WILDCARD_WITH_PORT = 4;
  private static final long MOST_PRIORITY = (1L << 27) - 1;
  private static final int MOST_HEADERS = 255;
  private static final int MOST_LENGTH = (1 << 17) - 1;

  static final int CATEGORIES = 32;

  /** In other flavours, where no route is hidden by a category. */
  static final int NO_CATEGORIES = 0;

  private TraditionalRank() {}

  /**
   * Whether a request without TLS can't see a route with server names: Kong begins to look at the
   * category of what the request has, and server names are none of that.
   *
   * @param categories those that routes are in, a bit each; {@link #NO_CATEGORIES} in other
   *     flavours
   */
  static boolean hidden(RoutePiece piece, int categories) {
    int without = category(piece) & ~SNI;
    return categories != NO_CATEGORIES && (without == 0 || (categories >>> without & 1) != 0);
  }

  /** Larger first, read as unsigned. */
  static long of(RoutePiece piece) {
    int category = category(piece);
    long rank = Integer.bitCount(category);
    rank = rank << 5 | category;
    rank = rank << 3 | kinds(piece);
    rank = rank << 8 | Math.min(piece.headers.length, MOST_HEADERS);
    rank = rank << 28 | regexPriority(piece);
    return rank << 17 | Math.min(length(piece), MOST_LENGTH);
  }

  /**
   * Of a path among those of all routes: expressions in the order of their routes, then the longer
   * prefix. Larger first.
   */
  static long ofPath(RoutePiece piece) {
    if (piece.patterns.length == 0) {
      return length(piece);
    }
    return 1L << 62 | (of(piece) & ((1L << 56) - 1));
  }

  /** Larger first: the older route, then the earlier path. */
  static UUID age(Route route, int number) {
    long created = route.createdAt() == null ? 0 : route.createdAt();
    UUID id = UUID.fromString(route.id());
    return new UUID(~created, id.getMostSignificantBits() ^ id.getLeastSignificantBits() - number);
  }

  /** Which attributes are set. */
  static int category(RoutePiece piece) {
    return (piece.hosts.isEmpty() ? 0 : HOST)
        | (piece.headers.length == 0 ? 0 : HEADER)
        | (piece.hasPath() ? URI : 0)
        | (piece.methods == null ? 0 : METHOD)
        | (piece.snis == null ? 0 : SNI);
  }

  static boolean hasWildcardWithPort(RoutePiece piece) {
    return (kinds(piece) & WILDCARD_WITH_PORT) != 0;
  }

  private static int kinds(RoutePiece piece) {
    int kinds = piece.patterns.length > 0 ? REGEX : 0;
    boolean wildcard = false;
    for (HostPattern host : piece.hosts) {
      boolean plain = host.kind() == HostPattern.Kind.EXACT;
      wildcard |= !plain;
      kinds |= !plain && host.port() != HostPattern.ANY_PORT ? WILDCARD_WITH_PORT : 0;
    }
    return piece.hosts.isEmpty() || wildcard ? kinds : kinds | PLAIN_HOSTS;
  }

  private static long regexPriority(RoutePiece piece) {
    if (piece.patterns.length == 0 || piece.route.regexPriority() == null) {
      return MOST_PRIORITY;
    }
    long priority = piece.route.regexPriority();
    return Math.max(-MOST_PRIORITY, Math.min(MOST_PRIORITY, priority)) + MOST_PRIORITY;
  }

  private static int length(RoutePiece piece) {
    return piece.prefixes.length == 0 ? 0 : piece.prefixes[0].length();
  }
}
