package io.quong.plugins.keyauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange.Credential;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestEntities;
import io.quong.plugins.fixture.TestExchange;
import io.quong.schema.Ref;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyAuthTest {
  private static final Consumer ANN = new Consumer("c1", 0L, 0L, "ann", "c-ann", null);
  private static final Consumer GUEST = new Consumer("c2", 0L, 0L, "guest", null, null);

  private static KeyAuth plugin(boolean hide, boolean body, String anonymous) {
    return new KeyAuth(
        new KeyAuthConfig(List.of("apikey"), hide, anonymous, true, true, body, true, null),
        new TestContext());
  }

  private static TestExchange known(TestExchange exchange) {
    exchange.entities =
        new TestEntities()
            .with(ANN)
            .with(GUEST)
            .with(new KeyAuthCredential("k1", 0L, new Ref("c1"), "secret", null));
    return exchange;
  }

  private static Step refusal(String message) {
    return Step.respond(Answer.error(401, message).with("WWW-Authenticate", "Key"));
  }

  @Test
  void aKnownKeyTellsTheUpstreamWhoItIs() {
    TestExchange exchange =
        known(TestExchange.of("GET", "/x", "apikey", "secret", "X-Consumer-Username", "root"));
    assertSame(Step.NEXT, plugin(false, false, null).access(exchange));
    assertEquals(ANN, exchange.consumer());
    assertEquals(new Credential("k1", "k1"), exchange.credential());
    assertEquals(
        """
        apikey: secret
        X-Consumer-Username: ann
        X-Consumer-ID: c1
        X-Consumer-Custom-ID: c-ann
        X-Credential-Identifier: k1
        """,
        exchange.sent.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/x, No API key found in request",
    "/x?apikey, No API key found in request",
    "/x?apikey=, No API key found in request",
    "/x?apikey=wrong, Unauthorized",
    "/x?apikey=secret&apikey=secret, Duplicate API key found"
  })
  void aWrongKeyIsRefusedWithAChallenge(String target, String message) {
    TestExchange exchange = known(TestExchange.of("GET", target));
    assertEquals(refusal(message), plugin(false, false, null).access(exchange));
    assertNull(exchange.consumer());
  }

  @Test
  void aNameWithUnderscoresFindsDashesToo() {
    KeyAuth plugin =
        new KeyAuth(
            new KeyAuthConfig(List.of("x_key"), true, null, true, true, false, true, null),
            new TestContext());
    TestExchange exchange = known(TestExchange.of("GET", "/x", "X-Key", "secret"));
    assertSame(Step.NEXT, plugin.access(exchange));
    assertEquals(false, exchange.sent.contains("X-Key"));
  }

  @Test
  void theHeaderDecidesOverQueryAndBody() {
    TestExchange exchange =
        known(TestExchange.of("POST", "/x?apikey=secret", "apikey", "wrong")).body("apikey=secret");
    exchange.sent.add("Content-Type", "application/x-www-form-urlencoded");
    assertEquals(refusal("Unauthorized"), plugin(false, true, null).access(exchange));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z=1&apikey=secret&a=2 | z=1&a=2",
        "b=%41+1&a&apikey=secret&b=%2F | b=A+1&a=&b=%2F",
        "api%6Bey=secret&q=1 | q=1",
        "apikey=secret |"
      })
  void aHiddenKeyLeavesTheQuery(String query, String left) {
    TestExchange exchange = known(TestExchange.of("GET", "/x?" + query));
    assertSame(Step.NEXT, plugin(true, false, null).access(exchange));
    assertEquals(left, exchange.upstreamQuery);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/x-www-form-urlencoded | a=1&apikey=secret | a=1",
        "application/json; charset=utf-8 | {\"a\": 1, \"apikey\": \"secret\"} | {\"a\":1}",
        "application/json | {\"apikey\":\"secret\"} | {}"
      })
  void aHiddenKeyLeavesTheBody(String type, String body, String left) {
    TestExchange exchange = known(TestExchange.of("POST", "/x", "Content-Type", type)).body(body);
    assertSame(Step.NEXT, plugin(true, true, null).access(exchange));
    assertEquals(left, exchange.body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"apikey\": 17} | No API key found in request",
        "{\"apikey\": [\"secret\"]} | Duplicate API key found",
        "{not json | No API key found in request",
        "[\"apikey\"] | No API key found in request"
      })
  void oddBodiesHaveNoKey(String body, String message) {
    TestExchange exchange =
        known(TestExchange.of("POST", "/x", "Content-Type", "application/json")).body(body);
    assertEquals(refusal(message), plugin(false, true, null).access(exchange));
  }

  @Test
  void theAnonymousConsumerTakesOverOnFailure() {
    TestExchange exchange = known(TestExchange.of("GET", "/x", "X-Credential-Identifier", "1"));
    assertSame(Step.NEXT, plugin(false, false, "guest").access(exchange));
    assertEquals(GUEST, exchange.consumer());
    assertNull(exchange.credential());
    assertEquals(
        "X-Consumer-ID: c2\nX-Consumer-Username: guest\nX-Anonymous-Consumer: true\n",
        exchange.sent.toString());
  }

  @Test
  void anUnknownAnonymousConsumerIsAFailureOfTheGateway() {
    TestExchange exchange = known(TestExchange.of("GET", "/x"));
    KeyAuth plugin = plugin(false, false, "nobody");
    assertThrows(IllegalStateException.class, () -> plugin.access(exchange));
  }

  @Test
  void anEarlierCredentialIsEnoughWhenAnonymousIsSet() {
    TestExchange exchange = known(TestExchange.of("GET", "/x", "apikey", "wrong"));
    exchange.authenticate(GUEST, new Credential("b1", "bob"));
    assertSame(Step.NEXT, plugin(false, false, "guest").access(exchange));
    assertEquals(new Credential("b1", "bob"), exchange.credential());
  }
}
