package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.entity.RouterFlavour;
import io.quong.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a route fits a request, and the first attribute by which it does not, in whatever flavour
 * the router has. It compiles the route anew: for who asks why, never on the request path.
 */
public final class RouteCheck implements Comparable<RouteCheck> {
  private final RoutePiece piece;
  private final RouterFlavour flavour;
  private final List<String> fitting;
  private final String misfit;
  private final String because;

  private RouteCheck(
      RoutePiece piece,
      RouterFlavour flavour,
      List<String> fitting,
      String misfit,
      String because) {
    this.piece = piece;
    this.flavour = flavour;
    this.fitting = fitting;
    this.misfit = misfit;
    this.because = because;
  }

  /**
   * Of the piece of the route that comes nearest.
   *
   * @param search null for a path that is no UTF-8, which only {@code traditional} can match
   * @throws com.google.re2j.PatternSyntaxException for a route that does not compile
   */
  static RouteCheck of(Route route, RouterFlavour flavour, Search search)
      throws ExpressionException {
    RouteCheck best = null;
    for (RoutePiece piece : RoutePiece.of(route, flavour)) {
      RouteCheck check = ofPiece(piece, flavour, search);
      best = best == null || check.compareTo(best) < 0 ? check : best;
    }
    return best;
  }

  /** Of one piece. */
  static RouteCheck ofPiece(RoutePiece piece, RouterFlavour flavour, Search search)
      throws ExpressionException {
    if (search == null) {
      return new RouteCheck(piece, flavour, List.of(), "paths", "the path is no UTF-8");
    }
    return piece.ownExpression ? ofExpression(piece, flavour, search) : of(piece, flavour, search);
  }

  private static RouteCheck of(RoutePiece piece, RouterFlavour flavour, Search search)
      throws ExpressionException {
    List<String> fitting = new ArrayList<>();
    String misfit = null;
    for (RouteAttribute attribute : RouteAttribute.values()) {
      if (!attribute.isSet(piece)) {
        continue;
      }
      if (attribute.fits(piece, search)) {
        fitting.add(attribute.field);
      } else if (misfit == null) {
        misfit = attribute.field;
      }
    }
    return new RouteCheck(piece, flavour, fitting, misfit, null);
  }

  private static RouteCheck ofExpression(RoutePiece piece, RouterFlavour flavour, Search search)
      throws ExpressionException {
    if (piece.condition.holds(search.facts(), new ConditionMatch())) {
      return new RouteCheck(piece, flavour, List.of("expression"), null, null);
    }
    Blame blame = Blame.of(RouteConditions.whole(piece.route), search.facts());
    return new RouteCheck(
        piece, flavour, List.of(), blame.field(), blame.text() + " does not hold");
  }

  /**
   * The first attribute that does not fit, by its field's name, or the field of the expression that
   * fails; null when all fit.
   */
  public String misfit() {
    return misfit;
  }

  /** More about the misfit; null when its name says all. */
  public String because() {
    return because;
  }

  /** The attributes that fit, by their fields' names; {@code expression} for a route's own. */
  public List<String> fitting() {
    return fitting;
  }

  /** What routes are ordered by, as Kong has it; null in the flavour that has no such number. */
  public String priority() {
    if (flavour == RouterFlavour.TRADITIONAL) {
      return null;
    }
    return piece.ownExpression
        ? Long.toString(piece.route.priority() == null ? 0 : piece.route.priority())
        : Long.toUnsignedString(piece.priority);
  }

  /** Those that fit first, and among equals as the router asks them. */
  @Override
  public int compareTo(RouteCheck other) {
    if ((misfit == null) != (other.misfit == null)) {
      return misfit == null ? -1 : 1;
    }
    int more = misfit == null ? 0 : Integer.compare(other.fitting.size(), fitting.size());
    return more != 0 ? more : piece.compareRank(other.piece);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RouteCheck check && piece.id.equals(check.piece.id);
  }

  @Override
  public int hashCode() {
    return piece.id.hashCode();
  }

  /** What puts this route before the other, which fits as well. */
  public String advantageOver(RouteCheck other) {
    return piece.compareRank(other.piece) > 0
        ? "a host, path, method or server name that the fewest routes of its kind name"
        : Advantage.of(piece, other.piece, flavour);
  }
}
