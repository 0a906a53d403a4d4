package io.quong.expression;

/** A text that is no expression. The message tells where and why, over several lines. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  ExpressionException(String message) {
    super(message);
  }
}
