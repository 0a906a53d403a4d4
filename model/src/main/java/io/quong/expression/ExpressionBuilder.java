package io.quong.expression;

import com.google.re2j.PatternSyntaxException;
import io.quong.expression.ExpressionSyntax.Call;
import io.quong.expression.ExpressionSyntax.Left;
import io.quong.expression.ExpressionSyntax.Node;
import io.quong.expression.ExpressionSyntax.Right;
import io.quong.expression.ExpressionSyntax.Span;
import io.quong.regex.RegexFault;
import io.quong.regex.RustRegex;
import java.math.BigInteger;

/** Makes an expression of a text's parts: what the functions, strings and numbers in it mean. */
final class ExpressionBuilder {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

  private final String text;

  private ExpressionBuilder(String text) {
    this.text = text;
  }

  static Expression build(String text) throws ExpressionException {
    return new ExpressionBuilder(text).of(ExpressionSyntax.parse(text));
  }

  private Expression of(Node node) throws ExpressionException {
    if (node instanceof Node.Group group) {
      Expression inner = of(group.inner());
      return group.negated() ? new Expression.Not(inner) : inner;
    }
    if (node instanceof Node.Comparison comparison) {
      return predicate(comparison);
    }
    Node.Chain chain = (Node.Chain) node;
    Expression all = null;
    Expression any = of(chain.terms().get(0));
    for (int i = 1; i < chain.terms().size(); i++) {
      Expression next = of(chain.terms().get(i));
      if (chain.ors().get(i - 1)) {
        any = new Expression.Or(any, next);
      } else {
        all = all == null ? any : new Expression.And(all, any);
        any = next;
      }
    }
    return all == null ? any : new Expression.And(all, any);
  }

  private Expression predicate(Node.Comparison comparison) throws ExpressionException {
    Left left = comparison.left();
    boolean lower = false;
    boolean any = false;
    for (int i = left.calls().size() - 1; i >= 0; i--) {
      Call call = left.calls().get(i);
      switch (call.name()) {
        case "lower" -> lower = true;
        case "any" -> any = true;
        default -> throw fault(call.whole(), "unknown transformation function: " + call.name());
      }
    }
    Value value = value(comparison.right());
    if (comparison.operator() == Expression.Operator.MATCHES) {
      value = regex(comparison.right(), value);
    }
    String field = left.field().equals("net.port") ? "net.dst.port" : left.field();
    return new Expression.Predicate(field, lower, any, comparison.operator(), value);
  }

  private Value regex(Right right, Value value) throws ExpressionException {
    if (!(value instanceof Value.Text regex)) {
      throw fault(right.span(), "regex operator can only be used with String operands");
    }
    String problem = RegexFault.find(regex.text());
    if (problem != null) {
      throw fault(right.span(), problem);
    }
    try {
      return new Value.Regex(regex.text(), RustRegex.compile(regex.text(), 0));
    } catch (PatternSyntaxException refused) {
      throw fault(right.span(), RegexFault.told(regex.text(), refused.getDescription()));
    }
  }

  private Value value(Right right) throws ExpressionException {
    Span span = right.span();
    String literal = text.substring(span.from(), span.to());
    return switch (right.kind()) {
      case STR_LITERAL -> new Value.Text(unescape(literal.substring(1, literal.length() - 1)));
      case RAWSTR_LITERAL -> new Value.Text(literal.substring(3, literal.length() - 2));
      case INT_LITERAL -> new Value.Whole(number(span, literal));
      case IPV4_CIDR_LITERAL, IPV6_CIDR_LITERAL -> network(span, literal);
      default -> new Value.Address(address(span, literal, ""));
    };
  }

  private static String unescape(String inner) {
    if (inner.indexOf('\\') < 0) {
      return inner;
    }
    StringBuilder out = new StringBuilder(inner.length());
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\\') {
        c = inner.charAt(++i);
        c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
      }
      out.append(c);
    }
    return out.toString();
  }

  private long number(Span span, String literal) throws ExpressionException {
    boolean minus = literal.startsWith("-");
    String digits = minus ? literal.substring(1) : literal;
    boolean hex = digits.startsWith("0x");
    boolean octal = !hex && digits.length() > 1 && digits.matches("0[0-7]+");
    BigInteger number =
        new BigInteger(hex ? digits.substring(2) : digits, hex ? 16 : octal ? 8 : 10);
    number = minus ? number.negate() : number;
    if (number.compareTo(MOST) > 0) {
      throw fault(span, "number too large to fit in target type");
    }
    if (number.compareTo(LEAST) < 0) {
      throw fault(span, "number too small to fit in target type");
    }
    return number.longValue();
  }

  private Value network(Span span, String literal) throws ExpressionException {
    int slash = literal.indexOf('/');
    byte[] bytes =
        address(span, literal.substring(0, slash), "couldn't parse address in network: ");
    int bits = Integer.parseInt(literal.substring(slash + 1));
    int most = bytes.length * 8;
    if (bits > most) {
      throw fault(
          span,
          "invalid length for network: Network length %d is too long for Ipv%d (maximum: %d)"
              .formatted(bits, most == 32 ? 4 : 6, most));
    }
    for (int i = bits; i < most; i++) {
      if ((bytes[i >> 3] >> (7 - (i & 7)) & 1) != 0) {
        throw fault(span, "host part of address was not zero");
      }
    }
    return new Value.Network(bytes, bits);
  }

  private byte[] address(Span span, String literal, String before) throws ExpressionException {
    byte[] bytes = IpLiteral.parse(literal);
    if (bytes == null) {
      String family = literal.indexOf(':') < 0 ? "IPv4" : "IPv6";
      throw fault(span, before + "invalid " + family + " address syntax");
    }
    return bytes;
  }

  private ExpressionException fault(Span span, String message) {
    return new ExpressionException(Picture.of(text, span.from(), span.to(), message));
  }
}
