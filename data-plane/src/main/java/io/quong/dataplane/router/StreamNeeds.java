package io.quong.dataplane.router;

import io.quong.entity.Route;
import io.quong.expression.Expression;
import io.quong.expression.Expression.Operator;
import io.quong.expression.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends that a stream must have at least that an expression can hold, as far as an index can look
 * for them. Each part is null when the expression does not insist on it.
 */
record StreamNeeds(List<Route.Address> sources, List<Route.Address> destinations) {
  private static final StreamNeeds NONE = new StreamNeeds(null, null);
  private static final int MOST = 64;

  static StreamNeeds of(Expression expression) {
    if (expression instanceof Expression.And and) {
      StreamNeeds left = of(and.left());
      StreamNeeds right = of(and.right());
      return new StreamNeeds(
          fewer(left.sources, right.sources), fewer(left.destinations, right.destinations));
    }
    if (expression instanceof Expression.Or or) {
      StreamNeeds left = of(or.left());
      StreamNeeds right = of(or.right());
      return new StreamNeeds(
          union(left.sources, right.sources), union(left.destinations, right.destinations));
    }
    return expression instanceof Expression.Predicate predicate ? of(predicate) : NONE;
  }

  private static StreamNeeds of(Expression.Predicate predicate) {
    Operator operator = predicate.operator();
    if (operator != Operator.EQUAL && operator != Operator.IN) {
      return NONE;
    }
    Route.Address one = address(predicate.value());
    if (one == null) {
      return NONE;
    }
    return switch (predicate.field()) {
      case "net.src.ip", "net.src.port" -> new StreamNeeds(List.of(one), null);
      case "net.dst.ip", "net.dst.port" -> new StreamNeeds(null, List.of(one));
      default -> NONE;
    };
  }

  private static Route.Address address(Value value) {
    if (value instanceof Value.Whole whole) {
      boolean port = whole.number() >= 0 && whole.number() <= 65_535;
      return port ? new Route.Address(null, (int) whole.number()) : null;
    }
    boolean ip = value instanceof Value.Address || value instanceof Value.Network;
    return ip ? new Route.Address(value.toString(), null) : null;
  }

  private static List<Route.Address> fewer(List<Route.Address> a, List<Route.Address> b) {
    return a == null || (b != null && b.size() < a.size()) ? b : a;
  }

  private static List<Route.Address> union(List<Route.Address> a, List<Route.Address> b) {
    if (a == null || b == null || a.size() + b.size() > MOST) {
      return null;
    }
    List<Route.Address> all = new ArrayList<>(a);
    b.stream().filter(each -> !all.contains(each)).forEach(all::add);
    return all;
  }
}
