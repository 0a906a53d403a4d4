package io.quong.dataplane.router;

import io.quong.expression.Expression;
import io.quong.expression.ExpressionText;

/**
 * The part of an expression by which it does not hold.
 *
 * @param field that is compared; the first one where several are
 * @param text the part as it is written
 */
record Blame(String field, String text) {
  /** Of an expression that does not hold for the request. */
  static Blame of(Expression expression, RequestFacts facts) {
    if (expression instanceof Expression.And and) {
      boolean left = ConditionCompiler.of(and.left()).holds(facts, new ConditionMatch());
      return of(left ? and.right() : and.left(), facts);
    }
    return new Blame(first(expression), ExpressionText.of(expression));
  }

  private static String first(Expression expression) {
    if (expression instanceof Expression.And and) {
      return first(and.left());
    }
    if (expression instanceof Expression.Or or) {
      return first(or.left());
    }
    return expression instanceof Expression.Not not
        ? first(not.inner())
        : ((Expression.Predicate) expression).field();
  }
}
