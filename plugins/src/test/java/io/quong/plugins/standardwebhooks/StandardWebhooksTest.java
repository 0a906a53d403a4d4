package io.quong.plugins.standardwebhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import org.junit.jupiter.api.Test;

final class StandardWebhooksTest {
  private static final Step REFUSED = Step.respond(Answer.error(400, "Bad request"));

  /** Of {@code msg-1.1700000000.{"event": "made"}} with the secret below. */
  private static final String GOOD = "v1,ZMas94v/JOiezjaAl2mqcdDhqvi/b2OIykIx67QO6BU=";

  private final TestContext context = new TestContext();

  private Step run(String id, String time, String signature, String body) {
    TestExchange exchange = TestExchange.of("POST", "/x").body(body);
    add(exchange, "webhook-id", id);
    add(exchange, "webhook-timestamp", time);
    add(exchange, "webhook-signature", signature);
    return new StandardWebhooks(new StandardWebhooksConfig("my-secret", 300), context)
        .access(exchange);
  }

  private static void add(TestExchange exchange, String name, String value) {
    if (value != null) {
      exchange.sent.add(name, value);
    }
  }

  @Test
  void onlyTheRightSignatureOverAllPartsPasses() {
    String body = "{\"event\": \"made\"}";
    assertSame(Step.NEXT, run("msg-1", "1700000000", GOOD, body));
    assertSame(Step.NEXT, run("msg-1", "1.7e9", GOOD, body));
    assertEquals(REFUSED, run("msg-2", "1700000000", GOOD, body));
    assertEquals(REFUSED, run("msg-1", "1700000001", GOOD, body));
    assertEquals(REFUSED, run("msg-1", "1700000000", GOOD, "{}"));
    assertEquals(REFUSED, run("msg-1", "1700000000", GOOD.substring(3), body));
    assertEquals(REFUSED, run("msg-1", "1700000000", GOOD + " " + GOOD, body));
  }

  @Test
  void everyPartIsNeeded() {
    String body = "{\"event\": \"made\"}";
    assertEquals(REFUSED, run(null, "1700000000", GOOD, body));
    assertEquals(REFUSED, run("msg-1", null, GOOD, body));
    assertEquals(REFUSED, run("msg-1", "1700000000", null, body));
    assertEquals(REFUSED, run("msg-1", "1700000000", GOOD, ""));
  }

  @Test
  void anOldMessageIsRefused() {
    context.now = 1_700_000_300_999L;
    assertSame(Step.NEXT, run("msg-1", "1700000000", GOOD, "{\"event\": \"made\"}"));
    context.now = 1_700_000_301_000L;
    assertEquals(REFUSED, run("msg-1", "1700000000", GOOD, "{\"event\": \"made\"}"));
    assertEquals(REFUSED, run("msg-1", "soon", GOOD, "{\"event\": \"made\"}"));
  }
}
