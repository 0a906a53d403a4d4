package io.quong.expression;

/** A condition on a request or a connection, as somebody wrote it. */
public sealed interface Expression {
  /** Both hold; the left one is asked first. */
  record And(Expression left, Expression right) implements Expression {}

  /** One of them holds; the left one is asked first. Binds tighter than {@link And}. */
  record Or(Expression left, Expression right) implements Expression {}

  /** It does not hold. */
  record Not(Expression inner) implements Expression {}

  /**
   * A comparison.
   *
   * @param field its name, the deprecated {@code net.port} as {@code net.dst.port}
   * @param lower whether the request's text is taken in lower case
   * @param any whether one of several values is enough; otherwise all must compare
   */
  record Predicate(String field, boolean lower, boolean any, Operator operator, Value value)
      implements Expression {}

  /** How two values compare. */
  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    MATCHES("~"),
    STARTS_WITH("^="),
    ENDS_WITH("=^"),
    AT_LEAST(">="),
    GREATER(">"),
    AT_MOST("<="),
    LESS("<"),
    IN("in"),
    NOT_IN("not in"),
    CONTAINS("contains");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }
  }

  /**
   * Reads an expression.
   *
   * @throws ExpressionException when it is none; the message is what the Admin API shows
   */
  static Expression parse(String text) throws ExpressionException {
    return ExpressionBuilder.build(text);
  }
}
