package io.quong.plugins.correlationid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import org.junit.jupiter.api.Test;

final class CorrelationIdTest {
  private static final String UUID_V4 =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private final TestContext context = new TestContext();

  private CorrelationId plugin(String generator, boolean echo) {
    return new CorrelationId(new CorrelationIdConfig("X-Id", generator, echo), context);
  }

  private static String id(CorrelationId plugin) {
    TestExchange exchange = TestExchange.of("GET", "/x");
    plugin.access(exchange);
    return exchange.sent.get("X-Id");
  }

  @Test
  void anIdOfTheClientsIsKeptEchoedAndLogged() {
    TestExchange exchange = TestExchange.of("GET", "/x", "X-Id", "mine", "X-Id", "other");
    CorrelationId plugin = plugin("uuid", true);
    plugin.access(exchange);
    plugin.headerFilter(exchange);
    assertEquals("X-Id: mine\nX-Id: other\n", exchange.sent.toString());
    assertEquals("X-Id: mine\n", exchange.answer.toString());
    assertEquals("{\"correlation_id\":\"mine\"}", exchange.entry.toString());
  }

  @Test
  void anEmptyOneIsReplaced() {
    TestExchange exchange = TestExchange.of("GET", "/x", "X-Id", "");
    plugin("uuid", false).access(exchange);
    assertTrue(exchange.sent.get("X-Id").matches(UUID_V4));
  }

  @Test
  void withoutEchoTheAnswerIsLeftAlone() {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.answer.set("X-Id", "upstream's");
    CorrelationId plugin = plugin("uuid", false);
    plugin.access(exchange);
    plugin.headerFilter(exchange);
    assertEquals("X-Id: upstream's\n", exchange.answer.toString());
  }

  @Test
  void withoutAnAccessPhaseTheRequestsIdOrANewOneIsEchoed() {
    CorrelationId plugin = plugin("uuid", true);
    TestExchange mine = TestExchange.of("GET", "/x", "X-Id", "mine");
    plugin.headerFilter(mine);
    assertEquals("mine", mine.answer.get("X-Id"));
    TestExchange none = TestExchange.of("GET", "/x");
    plugin.headerFilter(none);
    assertTrue(none.answer.get("X-Id").matches(UUID_V4));
  }

  @Test
  void theCounterGoesOnOverInstances() {
    String first = id(plugin("uuid#counter", false));
    String second = id(plugin("uuid#counter", false));
    assertTrue(first.matches(UUID_V4 + "#1"));
    assertEquals(first.substring(0, first.length() - 1) + "2", second);
  }

  @Test
  void uuidsDiffer() {
    CorrelationId plugin = plugin("uuid", false);
    assertNotEquals(id(plugin), id(plugin));
  }

  @Test
  void theTrackerNamesServerConnectionAndTime() {
    context.now = 1_700_000_000_045L;
    String pid = Long.toString(ProcessHandle.current().pid());
    assertEquals("10.0.0.1-8000-" + pid + "-7-3-1700000000.045", id(plugin("tracker", false)));
  }
}
