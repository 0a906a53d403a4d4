package io.quong.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.expression.Expression.And;
import io.quong.expression.Expression.Not;
import io.quong.expression.Expression.Operator;
import io.quong.expression.Expression.Or;
import io.quong.expression.Expression.Predicate;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  private static Expression parse(String text) throws ExpressionException {
    return Expression.parse(text);
  }

  private static String fault(String text) {
    return assertThrows(ExpressionException.class, () -> parse(text)).getMessage();
  }

  private static Predicate equal(String field, String value) {
    return new Predicate(field, false, false, Operator.EQUAL, new Value.Text(value));
  }

  @Test
  void orBindsTighterThanAnd() throws Exception {
    assertEquals(
        new And(new Or(equal("a", "1"), equal("b", "2")), equal("c", "3")),
        parse("a == \"1\" || b == \"2\" && c == \"3\""));
    assertEquals(
        new And(equal("a", "1"), new Or(equal("b", "2"), equal("c", "3"))),
        parse("a==\"1\"&&b==\"2\"||c==\"3\""));
    assertEquals(
        new And(new And(equal("a", "1"), new Not(equal("b", "2"))), equal("c", "3")),
        parse("a == \"1\" && !(b == \"2\") && (c == \"3\")"));
  }

  @Test
  void literalsMeanWhatTheySay() throws Exception {
    assertEquals(equal("a", "x\n\"\\\t"), parse("a == \"x\\n\\\"\\\\\\t\""));
    assertEquals(equal("a", "\\d\"q"), parse("a == r#\"\\d\"q\"#"));
    assertEquals(whole(31), parse("n == 0x1F"));
    assertEquals(whole(15), parse("n == 017"));
    assertEquals(whole(8), parse("n == 08"));
    assertEquals(whole(-5), parse("n == -5"));
    assertEquals(
        new Predicate("net.dst.port", true, true, Operator.NOT_EQUAL, new Value.Whole(1)),
        parse("any(lower(net.port)) != 1"));
    Predicate in = (Predicate) parse("net.src.ip not  in 10.0.0.0/8");
    assertEquals(Operator.NOT_IN, in.operator());
    assertTrue(
        assertInstanceOf(Value.Network.class, in.value()).contains(new byte[] {10, 1, 2, 3}));
  }

  private static Predicate whole(long number) {
    return new Predicate("n", false, false, Operator.EQUAL, new Value.Whole(number));
  }

  @Test
  void faultsArePointedAt() {
    assertEquals(
        " --> 1:13\n  |\n1 | http.path ==\n  |             ^---\n  |\n  = expected rhs",
        fault("http.path =="));
    assertEquals(
        " --> 2:1\n  |\n2 | b\n  | ^---\n  |\n  = expected EOI, and_op, or or_op",
        fault("a == 1\nb"));
    assertEquals(
        " --> 1:9\n  |\n1 | a in b/1\n  |".replace("1:9", "1:6")
            + "      ^---\n  |\n  = expected rhs",
        fault("a in b/1"));
    assertEquals(
        """
         --> 1:6
          |
        1 | a == 1.2.3.400
          |      ^-------^
          |
          = invalid IPv4 address syntax\
        """,
        fault("a == 1.2.3.400"));
  }

  @Test
  void regularExpressionsAreToldAsRustDoes() {
    assertEquals(
        """
         --> 1:5
          |
        1 | a ~ "(?P<a>x)(?P<a>y)"
          |     ^----------------^
          |
          = regex parse error:
            (?P<a>x)(?P<a>y)
                ^       ^
        error: duplicate capture group name\
        """,
        fault("a ~ \"(?P<a>x)(?P<a>y)\""));
    assertEquals(
        " --> 1:5\n  |\n1 | a ~ \"x)\"\n  |     ^--^\n  |\n"
            + "  = regex parse error:\n    x)\n     ^\nerror: unopened group",
        fault("a ~ \"x)\""));
  }

  @Test
  void nestingIsBounded() {
    assertTrue(fault("(".repeat(100_000)).contains("nested too deeply"));
    assertTrue(fault("lower(".repeat(100_000)).contains("nested too deeply"));
  }

  @Test
  void fieldsHaveTypes() throws Exception {
    assertEquals("Unknown LHS field", check("http.nope == \"a\"", true));
    assertEquals("Unknown LHS field", check("http.path == \"a\"", false));
    assertNull(check("http.path == \"a\"", true));
    assertNull(check("tls.sni == \"a\" && net.dst.port >= 80", false));
    assertEquals(
        "illformed http.path.segments.* field", check("http.path.segments.2_1 == \"a\"", true));
    assertEquals(
        "In/NotIn operators only supports IP in CIDR", check("net.src.ip in 127.0.0.1", true));
    assertEquals(
        "Type mismatch between the LHS and RHS values of predicate",
        check("!(http.path == 5)", true));
  }

  private static String check(String text, boolean http) throws ExpressionException {
    return ExpressionCheck.refuse(parse(text), http);
  }
}
