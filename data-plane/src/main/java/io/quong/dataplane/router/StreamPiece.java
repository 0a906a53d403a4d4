package io.quong.dataplane.router;

import io.quong.entity.Route;
import java.util.UUID;

/** A stream route as it is ranked and matched. */
final class StreamPiece {
  private static final long HIGHEST = 1L << 61;

  final Route route;
  final SniCondition snis;
  final StreamEnd sources;
  final StreamEnd destinations;

  /** Sorts as the routes are asked: larger priority first, then the larger UUID. */
  final String rank;

  StreamPiece(Route route) {
    this.route = route;
    this.snis =
        route.snis() == null || route.snis().isEmpty() ? null : SniCondition.of(route.snis());
    this.sources = StreamEnd.of(route.sources());
    this.destinations = StreamEnd.of(route.destinations());
    this.rank = rank(priority(), UUID.fromString(route.id()));
  }

  /** Kong's: server names, or both ends, come first; then sources over destinations. */
  private long priority() {
    boolean high = snis != null || (!sources.isAny() && !destinations.isAny());
    return (high ? HIGHEST : 0) | sources.weight() << 4 | destinations.weight();
  }

  private static String rank(long priority, UUID id) {
    StringBuilder key = new StringBuilder(12);
    append(key, priority);
    append(key, id.getMostSignificantBits());
    append(key, id.getLeastSignificantBits());
    return key.toString();
  }

  private static void append(StringBuilder key, long value) {
    for (int shift = 48; shift >= 0; shift -= 16) {
      key.append((char) ~(value >>> shift));
    }
  }
}
