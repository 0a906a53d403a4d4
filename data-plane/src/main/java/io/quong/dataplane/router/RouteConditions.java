package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.expression.Expression;
import io.quong.expression.Expression.Operator;
import io.quong.expression.Expression.Predicate;
import io.quong.expression.ExpressionException;
import io.quong.expression.Value;
import java.util.Set;

/** What a route asks for in the flavour {@code expressions} alone. */
final class RouteConditions {
  private static final Set<String> NEED_NO_TEST = Set.of("https", "tls", "tls_passthrough");

  private RouteConditions() {}

  /** A route's expression with its protocols behind it. */
  static Expression whole(Route route) throws ExpressionException {
    return and(Expression.parse(route.expression()), protocols(route));
  }

  /** What a route without an expression asks for beside its usual conditions; null for nothing. */
  static Expression beside(Route route) throws ExpressionException {
    return and(and(sources(route), destinations(route)), protocols(route));
  }

  /** Null for a route without any. */
  static Expression sources(Route route) throws ExpressionException {
    return addresses("net.src", route.sources());
  }

  /** Null for a route without any. */
  static Expression destinations(Route route) throws ExpressionException {
    return addresses("net.dst", route.destinations());
  }

  /**
   * Kong leaves out the test of a route for TLS alone, so that a plain request meets it and is told
   * to use HTTPS. A route for both needs none.
   */
  static Expression protocols(Route route) {
    Set<String> protocols = route.protocols();
    if (protocols == null
        || protocols.isEmpty()
        || (protocols.size() == 1 && NEED_NO_TEST.containsAll(protocols))) {
      return null;
    }
    boolean plain = protocols.contains("http") || protocols.contains("grpc");
    boolean tls = protocols.contains("https") || protocols.contains("grpcs");
    return plain && tls
        ? null
        : new Predicate(
            "net.protocol", false, false, Operator.EQUAL, new Value.Text(tls ? "https" : "http"));
  }

  private static Expression addresses(String side, Set<Route.Address> addresses)
      throws ExpressionException {
    Expression any = null;
    for (Route.Address address : addresses == null ? Set.<Route.Address>of() : addresses) {
      Expression one = and(ip(side, address.ip()), port(side, address.port()));
      any = any == null ? one : new Expression.Or(any, one);
    }
    return any;
  }

  private static Expression ip(String side, String ip) throws ExpressionException {
    if (ip == null) {
      return null;
    }
    String operator = ip.contains("/") ? " in " : " == ";
    return Expression.parse(side + ".ip" + operator + ip);
  }

  private static Expression port(String side, Integer port) {
    return port == null
        ? null
        : new Predicate(
            side + ".port", false, false, Operator.EQUAL, new Value.Whole(port.longValue()));
  }

  private static Expression and(Expression left, Expression right) {
    return left == null ? right : right == null ? left : new Expression.And(left, right);
  }
}
