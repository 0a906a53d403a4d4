package io.quong.expression;

import java.util.Map;

/** What a router for HTTP or for streams knows of fields, and which operators take which. */
public final class ExpressionCheck {
  private static final String SEGMENTS = "http.path.segments.";

  /** What a field's values are. */
  private enum Type {
    TEXT,
    WHOLE,
    ADDRESS
  }

  private static final Map<String, Type> CONNECTION =
      Map.of(
          "net.protocol", Type.TEXT,
          "tls.sni", Type.TEXT,
          "net.src.ip", Type.ADDRESS,
          "net.src.port", Type.WHOLE,
          "net.dst.ip", Type.ADDRESS,
          "net.dst.port", Type.WHOLE);
  private static final Map<String, Type> HTTP =
      Map.of(
          "http.method", Type.TEXT,
          "http.host", Type.TEXT,
          "http.path", Type.TEXT,
          "http.path.segments.len", Type.WHOLE,
          "http.path.segments.*", Type.TEXT,
          "http.headers.*", Type.TEXT,
          "http.queries.*", Type.TEXT);

  private ExpressionCheck() {}

  /**
   * @param http whether it is for HTTP; for streams fields of HTTP are unknown
   * @return what is wrong with it, or null
   */
  public static String refuse(Expression expression, boolean http) {
    if (expression instanceof Expression.And and) {
      String left = refuse(and.left(), http);
      return left != null ? left : refuse(and.right(), http);
    }
    if (expression instanceof Expression.Or or) {
      String left = refuse(or.left(), http);
      return left != null ? left : refuse(or.right(), http);
    }
    if (expression instanceof Expression.Not not) {
      return refuse(not.inner(), http);
    }
    return refusePredicate((Expression.Predicate) expression, http);
  }

  private static String refusePredicate(Expression.Predicate predicate, boolean http) {
    Type type = type(predicate.field(), http);
    if (type == null) {
      return "Unknown LHS field";
    }
    Expression.Operator operator = predicate.operator();
    boolean free =
        switch (operator) {
          case MATCHES, IN, NOT_IN -> true;
          default -> false;
        };
    if (!free && type != type(predicate.value())) {
      return "Type mismatch between the LHS and RHS values of predicate";
    }
    if (predicate.lower() && type != Type.TEXT) {
      return "lower-case transformation function only supported with String type fields";
    }
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> illFormed(predicate.field());
      case MATCHES ->
          type == Type.TEXT
              ? illFormed(predicate.field())
              : "Regex operators only supports string operands";
      case STARTS_WITH, ENDS_WITH ->
          type == Type.TEXT
              ? illFormed(predicate.field())
              : "Regex/Prefix/Postfix operators only supports string operands";
      case CONTAINS ->
          type == Type.TEXT
              ? illFormed(predicate.field())
              : "Contains operator only supports string operands";
      case AT_LEAST, GREATER, AT_MOST, LESS ->
          type == Type.WHOLE
              ? null
              : "Greater/GreaterOrEqual/Lesser/LesserOrEqual operators only supports integer"
                  + " operands";
      case IN, NOT_IN ->
          type == Type.ADDRESS && predicate.value() instanceof Value.Network
              ? null
              : "In/NotIn operators only supports IP in CIDR";
    };
  }

  private static Type type(String field, boolean http) {
    Type known = CONNECTION.get(field);
    if (known != null || !http) {
      return known;
    }
    known = HTTP.get(field);
    int dot = field.lastIndexOf('.');
    return known != null || dot < 0 ? known : HTTP.get(field.substring(0, dot) + ".*");
  }

  private static Type type(Value value) {
    return value instanceof Value.Text
        ? Type.TEXT
        : value instanceof Value.Whole
            ? Type.WHOLE
            : value instanceof Value.Address ? Type.ADDRESS : null;
  }

  private static String illFormed(String field) {
    if (!field.startsWith(SEGMENTS) || field.equals(SEGMENTS + "len")) {
      return null;
    }
    return PathSegments.parse(field.substring(SEGMENTS.length())) == null
        ? "illformed http.path.segments.* field"
        : null;
  }
}
