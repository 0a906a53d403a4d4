package io.quong.plugins.proxycache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.fixture.TestPiece;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProxyCacheTest {
  private final TestContext context = new TestContext();

  private ProxyCache plugin(boolean cacheControl, Integer storageTtl) {
    return new ProxyCache(
        new ProxyCacheConfig(
            List.of(200),
            List.of("GET", "HEAD"),
            List.of("application/json", "text/*"),
            10,
            "memory",
            cacheControl,
            false,
            storageTtl,
            new ProxyCacheConfig.Memory("kong_db_cache"),
            null,
            null,
            new ProxyCacheConfig.ResponseHeaders(true, true, true)),
        context);
  }

  /** Sends it; the cache status that the client sees. */
  private static String send(ProxyCache plugin, TestExchange exchange, String... answer) {
    Step step = plugin.access(exchange);
    if (step == Step.NEXT) {
      exchange.answer.add("Content-Type", "application/json");
      for (int i = 0; i < answer.length; i += 2) {
        exchange.answer.set(answer[i], answer[i + 1]);
      }
      plugin.headerFilter(exchange);
      plugin.bodyFilter(exchange, new TestPiece("{\"a\"", false));
      plugin.bodyFilter(exchange, new TestPiece(":1}", true));
    }
    return exchange.answer.get("X-Cache-Status");
  }

  private static TestExchange get(String target, String... headers) {
    return TestExchange.of("GET", target, headers);
  }

  @Test
  void theKeyIsKongs() {
    TestExchange exchange = get("/x/a?b=2&a=1");
    // Of the text default|GET|GET /x/a|a=1:b=2| and nothing behind it.
    assertEquals(
        "c45328249c2ac3899a27b94c1a0073b30855f409d025fa48e73c4dd963282a7b",
        new CacheKey(false, null, null).of(exchange));
  }

  @Test
  void anAnswerIsGivenAgain() {
    ProxyCache plugin = plugin(false, null);
    assertEquals(
        "Miss", send(plugin, get("/a"), "Set-Cookie", "k=v", "X-RateLimit-Remaining-Hour", "1"));
    context.now += 2_000;
    TestExchange again = get("/a");
    Step.Respond hit = (Step.Respond) plugin.access(again);
    Answer answer = hit.answer();
    assertEquals(200, answer.status());
    assertEquals(
        List.of("Content-Type", "application/json", "Set-Cookie", "k=v", "Age", "2"),
        answer.headers());
    assertEquals("{\"a\":1}", ByteText.of(((Answer.Body.Buffer) answer.body()).value()));
    assertEquals("Hit", again.answer.get("X-Cache-Status"));
    assertTrue(again.proxied);
    assertEquals("Miss", send(plugin, get("/a?b")));
  }

  @Test
  void whatIsNotListedIsNotKept() {
    ProxyCache plugin = plugin(false, null);
    for (String type : List.of("application/json; charset=utf-8", "image/png", "nonsense")) {
      assertEquals("Bypass", send(plugin, get("/a"), "Content-Type", type), type);
    }
    TestExchange failed = get("/a");
    failed.status = 500;
    assertEquals("Bypass", send(plugin, failed));
    assertEquals("Bypass", send(plugin, TestExchange.of("POST", "/a")));
    assertEquals("Miss", send(plugin, TestExchange.of("HEAD", "/a")));
    assertEquals("Miss", send(plugin, TestExchange.of("HEAD", "/a")));
    assertEquals("Miss", send(plugin, get("/a"), "Content-Type", "text/html"));
    assertEquals("Hit", send(plugin, get("/a")));
  }

  @Test
  void anEntryEndsWithItsTimeOrIsRefreshed() {
    ProxyCache plugin = plugin(false, null);
    send(plugin, get("/a"));
    context.now += 10_000;
    assertEquals("Miss", send(plugin, get("/a")));
    ProxyCache keeping = plugin(false, 100);
    send(keeping, get("/b"));
    context.now += 11_000;
    assertEquals("Refresh", send(keeping, get("/b")));
    assertEquals("Hit", send(keeping, get("/b")));
  }

  @Test
  void cacheControlIsKept() {
    ProxyCache plugin = plugin(true, null);
    assertEquals("Bypass", send(plugin, get("/a"), "Cache-Control", "private, max-age=60"));
    assertEquals("Bypass", send(plugin, get("/a"), "Cache-Control", "max-age=x"));
    assertEquals("Bypass", send(plugin, get("/a")));
    assertEquals("Miss", send(plugin, get("/a"), "Cache-Control", "max-age=60"));
    context.now += 5_000;
    assertEquals("Hit", send(plugin, get("/a", "Cache-Control", "max-age=5")));
    assertEquals(
        "Refresh",
        send(plugin, get("/a", "Cache-Control", "max-age=4"), "Cache-Control", "max-age=60"));
    assertEquals("Bypass", send(plugin, get("/a", "Cache-Control", "no-cache")));
    assertEquals(
        Step.respond(Answer.exit(504)),
        plugin.access(get("/none", "Cache-Control", "only-if-cached")));
    TestExchange dated = get("/c");
    assertEquals("Miss", send(plugin, dated, "Expires", "Wed, 01 Jan 2098 00:00:00 GMT"));
  }

  @Test
  void questionsAreAnswered() {
    ProxyCache plugin = plugin(false, null);
    TestExchange exchange = get("/a");
    send(plugin, exchange);
    Store store = context.nodeWide(Store.class, () -> null);
    String key = exchange.answer.get("X-Cache-Key");
    ObjectNode asked = JsonNodeFactory.instance.objectNode().put("get", key);
    assertEquals("{\"a\":1}", store.answer(asked).at("/entry/body").asText());
    assertEquals(10, store.answer(asked).at("/entry/ttl").asInt());
    ObjectNode purge = JsonNodeFactory.instance.objectNode().put("purge", key);
    assertEquals(200, store.answer(purge).at("/entry/status").asInt());
    assertNull(store.answer(purge).get("entry"));
    assertEquals("Miss", send(plugin, get("/a")));
    store.answer(JsonNodeFactory.instance.objectNode().put("purge_all", true));
    assertEquals("Miss", send(plugin, get("/a")));
    assertSame(store, context.nodeWide(Store.class, () -> null));
  }
}
