package io.quong.expression;

/** Writes expressions, for people to read. */
public final class ExpressionText {
  private ExpressionText() {}

  /** In the language that {@link Expression#parse} reads. */
  public static String of(Expression expression) {
    if (expression instanceof Expression.And and) {
      return of(and.left()) + " && " + of(and.right());
    }
    if (expression instanceof Expression.Or or) {
      return bracketed(or.left()) + " || " + bracketed(or.right());
    }
    if (expression instanceof Expression.Not not) {
      return "!(" + of(not.inner()) + ")";
    }
    return of((Expression.Predicate) expression);
  }

  private static String bracketed(Expression part) {
    return part instanceof Expression.And ? "(" + of(part) + ")" : of(part);
  }

  private static String of(Expression.Predicate predicate) {
    String field = predicate.lower() ? "lower(" + predicate.field() + ")" : predicate.field();
    String left = predicate.any() ? "any(" + field + ")" : field;
    return left + " " + predicate.operator().sign() + " " + of(predicate.value());
  }

  private static String of(Value value) {
    if (value instanceof Value.Text text) {
      return quoted(text.text());
    }
    if (value instanceof Value.Regex regex) {
      return quoted(regex.source());
    }
    return value instanceof Value.Whole whole ? Long.toString(whole.number()) : value.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
