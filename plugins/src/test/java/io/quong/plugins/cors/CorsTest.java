package io.quong.plugins.cors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CorsTest {
  private static final String METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT";

  private static Cors plugin(List<String> origins, boolean credentials, boolean goOn) {
    return new Cors(
        new CorsConfig(
            origins,
            List.of("X-Ask"),
            List.of("X-One", "x-two"),
            null,
            10.0,
            credentials,
            true,
            goOn),
        new TestContext());
  }

  private static TestExchange preflight(String... more) {
    TestExchange exchange =
        TestExchange.of(
            "OPTIONS", "/x", "Origin", "http://a.test", "Access-Control-Request-Method", "PUT");
    for (int i = 0; i < more.length; i += 2) {
      exchange.sent.add(more[i], more[i + 1]);
    }
    return exchange;
  }

  @Test
  void aPreflightIsAnsweredAndItsHeadersAreComplete() {
    Cors cors = plugin(null, false, false);
    TestExchange exchange = preflight("Access-Control-Request-Private-Network", "true");
    assertEquals(Step.respond(Answer.exit(200)), cors.access(exchange));
    cors.headerFilter(exchange);
    assertEquals(
        "Access-Control-Allow-Origin: *\n"
            + "Access-Control-Allow-Headers: X-Ask\n"
            + "Access-Control-Allow-Methods: "
            + METHODS
            + "\nAccess-Control-Max-Age: 10\n"
            + "Access-Control-Allow-Private-Network: true\n",
        exchange.answer.toString());
  }

  @Test
  void anActualAnswerKeepsTheUpstreamsVaryAndLosesItsOrigin() {
    Cors cors = plugin(List.of("http://b.test", "http://c.test"), true, false);
    TestExchange exchange = TestExchange.of("GET", "/x", "Origin", "http://evil.test");
    exchange.answer.add("Vary", "Accept");
    exchange.answer.add("Access-Control-Allow-Origin", "http://mine.test");
    assertSame(Step.NEXT, cors.access(exchange));
    cors.headerFilter(exchange);
    assertEquals(
        """
        Vary: Accept
        Vary: Origin
        Access-Control-Allow-Credentials: true
        Access-Control-Expose-Headers: X-One,x-two
        """,
        exchange.answer.toString());
  }

  @Test
  void withCredentialsTheOriginStandsForTheStar() {
    Cors cors = plugin(null, true, false);
    TestExchange exchange = TestExchange.of("GET", "/x", "Origin", "http://b.test");
    cors.headerFilter(exchange);
    assertEquals(
        """
        Access-Control-Allow-Origin: http://b.test
        Vary: Origin
        Access-Control-Allow-Credentials: true
        Access-Control-Expose-Headers: X-One,x-two
        """,
        exchange.answer.toString());
  }

  @Test
  void aPreflightThatGoesOnIsTheUpstreamsAffair() {
    Cors cors = plugin(null, false, true);
    TestExchange exchange = preflight();
    assertSame(Step.NEXT, cors.access(exchange));
    cors.headerFilter(exchange);
    assertEquals("", exchange.answer.toString());
  }
}
