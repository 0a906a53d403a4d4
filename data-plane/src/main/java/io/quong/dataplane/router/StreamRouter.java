package io.quong.dataplane.router;

import io.quong.dataplane.persistent.RadixMap;
import io.quong.entity.Route;
import io.quong.entity.Service;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Picks routes for streams, in the order of Kong's flavour {@code traditional_compatible}. Unlike
 * Kong it looks at the protocol first: a route for TLS takes no plain connection. Immutable.
 */
public final class StreamRouter {
  private static final Set<String> STREAM = Set.of("tcp", "tls", "udp");

  private final Map<StreamKind, StreamIndex> indexes;
  private final RadixMap<StreamPiece> pieces;
  private final Function<String, Service> services;

  private StreamRouter(
      Map<StreamKind, StreamIndex> indexes,
      RadixMap<StreamPiece> pieces,
      Function<String, Service> services) {
    this.indexes = indexes;
    this.pieces = pieces;
    this.services = services;
  }

  /** Without routes. */
  public static StreamRouter empty() {
    Map<StreamKind, StreamIndex> indexes = new EnumMap<>(StreamKind.class);
    for (StreamKind kind : StreamKind.values()) {
      indexes.put(kind, StreamIndex.EMPTY);
    }
    return new StreamRouter(indexes, RadixMap.empty(), id -> null);
  }

  /**
   * The router after a change; the part of it that is about HTTP counts for nothing.
   *
   * @param nextServices those of the next configuration, by id
   */
  public StreamRouter next(RouterChange change, Function<String, Service> nextServices) {
    Map<StreamKind, StreamIndex> next = new EnumMap<>(indexes);
    RadixMap<StreamPiece> nextPieces = pieces;
    for (String id : change.goneRoutes()) {
      remove(nextPieces.get(id), next);
      nextPieces = nextPieces.without(id);
    }
    for (Route route : change.routes()) {
      remove(nextPieces.get(route.id()), next);
      StreamPiece piece = serves(route, nextServices) ? new StreamPiece(route) : null;
      nextPieces = nextPieces.put(route.id(), piece);
      if (piece != null) {
        add(piece, next);
      }
    }
    return new StreamRouter(next, nextPieces, nextServices);
  }

  private static boolean serves(Route route, Function<String, Service> services) {
    if (route.expression() != null) {
      return false;
    }
    Service service = route.service() == null ? null : services.apply(route.service().id());
    boolean on = service == null || !Boolean.FALSE.equals(service.enabled());
    for (StreamKind kind : StreamKind.values()) {
      if (kind.serves(route)) {
        return on;
      }
    }
    return false;
  }

  private static void remove(StreamPiece piece, Map<StreamKind, StreamIndex> indexes) {
    if (piece != null) {
      indexes.replaceAll(
          (kind, index) ->
              kind.serves(piece.route) ? index.without(piece, kind == StreamKind.TLS) : index);
    }
  }

  private static void add(StreamPiece piece, Map<StreamKind, StreamIndex> indexes) {
    indexes.replaceAll(
        (kind, index) ->
            kind.serves(piece.route) ? index.with(piece, kind == StreamKind.TLS) : index);
  }

  /** The route for a stream, or null when none fits. */
  public StreamMatch match(StreamInput stream) {
    StreamSearch search = new StreamSearch(stream);
    indexes.get(stream.kind()).offerTo(search);
    StreamPiece best = search.best();
    if (best == null) {
      return null;
    }
    Route route = best.route;
    Service service = route.service() == null ? null : services.apply(route.service().id());
    boolean fits = service != null && STREAM.contains(service.protocol());
    return new StreamMatch(route, fits ? service : null);
  }
}
