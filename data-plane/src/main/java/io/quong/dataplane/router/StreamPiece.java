package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.expression.Expression;
import io.quong.expression.ExpressionException;
import java.util.UUID;

/** A stream route as it is ranked and matched. */
final class StreamPiece {
  /** How many characters of a rank are its number; the rest tells routes of one number apart. */
  static final int NUMBER = 4;

  private static final long HIGHEST = 1L << 61;
  private static final int SNI = 4;
  private static final int SOURCE = 2;
  private static final int DESTINATION = 1;

  final Route route;

  /** The conditions, or of an expression what it insists on, to be found by. */
  final SniCondition snis;

  final StreamEnd sources;
  final StreamEnd destinations;

  /** The route's own expression; null without one. */
  final Condition condition;

  /** Sorts as the routes are asked: larger number first, then the larger UUID. */
  final String rank;

  /**
   * @throws ExpressionException when its expression is none
   * @throws IllegalArgumentException when it asks for what there is not
   */
  StreamPiece(Route route, RouterFlavour flavour) throws ExpressionException {
    this.route = route;
    if (route.expression() == null) {
      this.snis =
          route.snis() == null || route.snis().isEmpty() ? null : SniCondition.of(route.snis());
      this.sources = StreamEnd.of(route.sources());
      this.destinations = StreamEnd.of(route.destinations());
      this.condition = null;
    } else {
      Expression expression = Expression.parse(route.expression());
      Needs needs = Needs.of(expression);
      StreamNeeds ends = StreamNeeds.of(expression);
      this.snis = needs.snis() == null ? null : SniCondition.of(needs.sniSet());
      this.sources = StreamEnd.of(ends.sources());
      this.destinations = StreamEnd.of(ends.destinations());
      this.condition = ConditionCompiler.of(expression);
    }
    this.rank =
        flavour == RouterFlavour.TRADITIONAL
            ? rank(traditional(), TraditionalRank.age(route, 0))
            : rank(priority(), UUID.fromString(route.id()));
  }

  /** Kong's: server names, or both ends, come first; then sources over destinations. */
  private long priority() {
    if (condition != null) {
      return RoutePriority.ofExpression(route.priority() == null ? 0 : route.priority());
    }
    boolean high = snis != null || (!sources.isAny() && !destinations.isAny());
    return (high ? HIGHEST : 0) | sources.weight() << 4 | destinations.weight();
  }

  /**
   * In the flavour {@code traditional}: the number of attributes, which ones they are, and among
   * equals those with an address and a port in one entry before the others.
   */
  private long traditional() {
    int category = category();
    long rank = Integer.bitCount(category);
    rank = rank << 3 | category;
    return rank << 2 | (sources.exact() ? SOURCE : 0) | (destinations.exact() ? DESTINATION : 0);
  }

  /** Which attributes are set, those that count more in higher bits. */
  int category() {
    return (snis == null ? 0 : SNI)
        | (sources.isAny() ? 0 : SOURCE)
        | (destinations.isAny() ? 0 : DESTINATION);
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
