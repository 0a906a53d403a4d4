package io.quong.plugins.responseratelimiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.Unpooled;
import io.quong.plugin.Answer;
import io.quong.plugin.RedisConfig;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.ListHeaders;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResponseRatelimitingTest {
  private static final ResponseRatelimitingConfig.Limits THREE_AN_HOUR =
      new ResponseRatelimitingConfig.Limits(null, null, 3.0, null, null, null);
  private static final RedisConfig REDIS =
      new RedisConfig("127.0.0.1", 1, 100, null, null, 0, false, false, null);

  private final TestContext context = new TestContext();

  private ResponseRatelimiting plugin(boolean blocks, boolean hides) {
    Map<String, ResponseRatelimitingConfig.Limits> limits = new LinkedHashMap<>();
    limits.put("video", THREE_AN_HOUR);
    limits.put("image", new ResponseRatelimitingConfig.Limits(null, null, 5.0, 9.0, null, null));
    return new ResponseRatelimiting(
        new ResponseRatelimitingConfig(
            "x-kong-limit", "ip", "local", true, REDIS, blocks, hides, limits),
        context);
  }

  private static TestExchange answered(String used) {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.upstreamAnswer = new ListHeaders();
    if (used != null) {
      exchange.upstreamAnswer.add("X-Kong-Limit", used);
    }
    return exchange;
  }

  /** Runs all phases; the header filter's step. */
  private static Step through(ResponseRatelimiting plugin, TestExchange exchange) {
    assertSame(Step.NEXT, plugin.access(exchange));
    if (exchange.upstreamAnswer.contains("X-Kong-Limit")) {
      exchange.answer.add("X-Kong-Limit", exchange.upstreamAnswer.get("X-Kong-Limit"));
    }
    Step step = plugin.headerFilter(exchange);
    plugin.log(exchange);
    return step;
  }

  @Test
  void whatTheUpstreamUsedIsCountedInAllPeriods() {
    ResponseRatelimiting plugin = plugin(false, false);
    TestExchange first = answered("image=2, video=1, sound=7, x, =1, video=y");
    assertSame(Step.NEXT, through(plugin, first));
    assertEquals(
        """
        X-RateLimit-Remaining-video: 3
        X-RateLimit-Remaining-image: 5
        X-RateLimit-Limit-video-hour: 3
        X-RateLimit-Remaining-video-hour: 2
        X-RateLimit-Limit-image-hour: 5
        X-RateLimit-Remaining-image-hour: 3
        X-RateLimit-Limit-image-day: 9
        X-RateLimit-Remaining-image-day: 7
        """,
        first.answer.toString());
    TestExchange second = answered(null);
    through(plugin, second);
    assertEquals("2", second.answer.get("X-RateLimit-Remaining-video"));
    assertEquals("7", second.answer.get("X-RateLimit-Remaining-image-day"));
  }

  @Test
  void aUseOverTheLimitPassesAndTheNextOneIsRefusedUncounted() {
    ResponseRatelimiting plugin = plugin(false, false);
    assertSame(Step.NEXT, through(plugin, answered("video=10")));
    for (int i = 0; i < 2; i++) {
      TestExchange over = answered("video=1");
      assertEquals(
          Step.respond(new Answer(429, new Answer.Body.Buffer(Unpooled.EMPTY_BUFFER), List.of())),
          through(plugin, over));
      assertEquals("-7", over.answer.get("X-RateLimit-Remaining-video"));
    }
    assertSame(Step.NEXT, through(plugin, answered("image=1")));
  }

  @Test
  void aUsedUpLimitCanBlockBeforeTheUpstream() {
    ResponseRatelimiting plugin = plugin(true, false);
    through(plugin, answered("video=3"));
    assertEquals(
        Step.respond(Answer.error(429, "API rate limit exceeded for 'video'")),
        plugin.access(answered(null)));
  }

  @Test
  void hiddenHeadersAreThoseOfTheAnswer() {
    TestExchange exchange = answered("video=1");
    through(plugin(false, true), exchange);
    assertEquals(
        "X-RateLimit-Remaining-video: 3\nX-RateLimit-Remaining-image: 5\n",
        exchange.answer.toString());
  }

  @Test
  void countsEndWithTheirPeriod() {
    ResponseRatelimiting plugin = plugin(false, false);
    through(plugin, answered("image=4"));
    context.now += 3_600_000;
    TestExchange later = answered(null);
    through(plugin, later);
    assertEquals("5", later.answer.get("X-RateLimit-Remaining-image-hour"));
    assertEquals("5", later.answer.get("X-RateLimit-Remaining-image-day"));
  }

  @Test
  void aStoreOutOfReachIsToleratedOrNot() {
    context.redis =
        settings ->
            new io.quong.plugin.RedisPools.Redis() {
              @Override
              public Future<Object> send(String... command) {
                return Future.failedFuture("gone");
              }

              @Override
              public Future<Object> script(
                  String source, List<String> keys, List<String> arguments) {
                return Future.failedFuture("gone");
              }

              @Override
              public Future<Object> sendBytes(List<io.vertx.core.buffer.Buffer> command) {
                return Future.failedFuture("gone");
              }
            };
    for (boolean tolerant : new boolean[] {true, false}) {
      ResponseRatelimiting plugin =
          new ResponseRatelimiting(
              new ResponseRatelimitingConfig(
                  "x-kong-limit",
                  "ip",
                  "redis",
                  tolerant,
                  REDIS,
                  false,
                  false,
                  Map.of("video", THREE_AN_HOUR)),
              context);
      TestExchange exchange = answered("video=1");
      exchange.answer.add("X-Kong-Limit", "video=1");
      Future<Step> step = ((Step.Await) plugin.access(exchange)).future();
      assertEquals(tolerant, step.succeeded());
      plugin.headerFilter(exchange);
      plugin.log(exchange);
      assertEquals("X-Kong-Limit: video=1\n", exchange.answer.toString());
    }
  }
}
