package io.quong.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The grammar, tried rule by rule with the first alternative that fits. It yields the parts with
 * their places; what the parts mean is found out only when the whole text is well formed.
 */
final class ExpressionSyntax {
  private static final int DEEPEST = 500;
  private static final String BLANKS = " \t\r\n";

  /** A piece of the text. */
  record Span(int from, int to) {}

  /** A part of the text: terms and operators, a comparison, or what is in parentheses. */
  sealed interface Node {
    /** Terms with an operator between each two. */
    record Chain(List<Node> terms, List<Boolean> ors) implements Node {}

    /** What is in parentheses. */
    record Group(boolean negated, Node inner) implements Node {}

    /** A comparison. */
    record Comparison(Left left, Expression.Operator operator, Right right) implements Node {}
  }

  /** A field, perhaps within functions, outermost first, each with the whole call. */
  record Left(List<Call> calls, String field) {}

  /** A function's name and the call with its argument. */
  record Call(String name, Span whole) {}

  /** A literal. */
  record Right(Rule kind, Span span) {}

  private final String text;
  private final Attempts attempts = new Attempts();
  private final ExpressionLiterals literals;
  private int at;
  private int depth;

  private ExpressionSyntax(String text) {
    this.text = text;
    this.literals = new ExpressionLiterals(text, attempts);
  }

  static Node parse(String text) throws ExpressionException {
    ExpressionSyntax syntax = new ExpressionSyntax(text);
    Node whole = syntax.rule(Rule.MATCHER, syntax::matcher);
    if (whole == null) {
      String message =
          syntax.depth > DEEPEST ? "nested too deeply" : "expected " + syntax.attempts.expected();
      throw new ExpressionException(Picture.at(text, syntax.attempts.place(), message));
    }
    return whole;
  }

  /** Tries a rule; where it fails, the place is where it was. */
  private <T> T rule(Rule rule, Supplier<T> body) {
    int start = at;
    int before = attempts.at(start);
    T result = body.get();
    if (result == null) {
      at = start;
      attempts.failed(rule, start, before);
    }
    return result;
  }

  private boolean word(Rule rule, BooleanSupplier body) {
    return rule(rule, () -> body.getAsBoolean() ? Boolean.TRUE : null) != null;
  }

  private boolean take(String sign) {
    boolean there = text.startsWith(sign, at);
    at += there ? sign.length() : 0;
    return there;
  }

  private void skip() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Node matcher() {
    skip();
    Node expression = rule(Rule.EXPRESSION, this::chain);
    if (expression == null) {
      return null;
    }
    skip();
    return word(Rule.EOI, () -> at == text.length()) ? expression : null;
  }

  private Node chain() {
    if (++depth > DEEPEST) {
      return null;
    }
    Node first = rule(Rule.TERM, this::term);
    if (first == null) {
      return null;
    }
    List<Node> terms = new ArrayList<>(List.of(first));
    List<Boolean> ors = new ArrayList<>();
    while (true) {
      int before = at;
      skip();
      boolean and = word(Rule.AND_OP, () -> take("&&"));
      boolean or = !and && word(Rule.OR_OP, () -> take("||"));
      skip();
      Node next = and || or ? rule(Rule.TERM, this::term) : null;
      if (next == null) {
        at = before;
        depth -= depth > DEEPEST ? 0 : 1;
        return new Node.Chain(terms, ors);
      }
      terms.add(next);
      ors.add(or);
    }
  }

  private Node term() {
    Node comparison = rule(Rule.PREDICATE, this::comparison);
    return comparison != null ? comparison : rule(Rule.PARENTHESISED_EXPRESSION, this::group);
  }

  private Node group() {
    boolean negated = word(Rule.NOT_OP, () -> take("!"));
    skip();
    if (!take("(")) {
      return null;
    }
    skip();
    Node inner = rule(Rule.EXPRESSION, this::chain);
    if (inner == null) {
      return null;
    }
    skip();
    return take(")") ? new Node.Group(negated, inner) : null;
  }

  private Node comparison() {
    Left left = rule(Rule.LHS, this::left);
    if (left == null) {
      return null;
    }
    skip();
    Expression.Operator operator = rule(Rule.BINARY_OPERATOR, this::operator);
    if (operator == null) {
      return null;
    }
    skip();
    Right right = rule(Rule.RHS, this::right);
    return right == null ? null : new Node.Comparison(left, operator, right);
  }

  private Right right() {
    Right right = literals.read(at);
    at = right == null ? at : right.span().to();
    return right;
  }

  private Left left() {
    if (++depth > DEEPEST) {
      return null;
    }
    Left call = rule(Rule.TRANSFORM_FUNC, this::call);
    if (call == null) {
      String field = rule(Rule.IDENT, this::identifier);
      call = field == null ? null : new Left(List.of(), field);
    }
    depth -= depth > DEEPEST ? 0 : 1;
    return call;
  }

  private Left call() {
    int start = at;
    String name = rule(Rule.IDENT, this::identifier);
    if (name == null) {
      return null;
    }
    skip();
    if (!take("(")) {
      return null;
    }
    skip();
    Left inner = rule(Rule.LHS, this::left);
    if (inner == null) {
      return null;
    }
    skip();
    if (!take(")")) {
      return null;
    }
    List<Call> calls = new ArrayList<>(inner.calls());
    calls.add(0, new Call(name, new Span(start, at)));
    return new Left(calls, inner.field());
  }

  private String identifier() {
    int end = at;
    while (end < text.length() && inName(text.charAt(end), end == at)) {
      end++;
    }
    if (end == at) {
      return null;
    }
    String name = text.substring(at, end);
    at = end;
    return name;
  }

  private static boolean inName(char c, boolean first) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (!first && ((c >= '0' && c <= '9') || c == '_' || c == '.'));
  }

  private Expression.Operator operator() {
    for (Expression.Operator operator : Expression.Operator.values()) {
      if (operator == Expression.Operator.NOT_IN) {
        int start = at;
        if (take("not")) {
          skip();
          if (take("in")) {
            return operator;
          }
        }
        at = start;
      } else if (take(operator.sign())) {
        return operator;
      }
    }
    return null;
  }
}
