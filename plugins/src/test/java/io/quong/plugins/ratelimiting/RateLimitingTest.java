package io.quong.plugins.ratelimiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugin.period.Period;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.vertx.core.Future;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RateLimitingTest {
  private final TestContext context = new TestContext();

  private static RateLimitingConfig config(
      Double second, Double hour, Double day, String limitBy, boolean faultTolerant) {
    return new RateLimitingConfig(
        second,
        null,
        hour,
        day,
        null,
        null,
        limitBy,
        "x-tenant",
        "/x/only",
        "local",
        faultTolerant,
        null,
        false,
        429.0,
        "API rate limit exceeded",
        -1.0);
  }

  private static Step refusal(long reset) {
    return Step.respond(
        Answer.error(429, "API rate limit exceeded").with("Retry-After", Long.toString(reset)));
  }

  @Test
  void countsDownAndThenRefusesWithTheSecondsToWait() {
    // 2023-11-14T22:13:20Z: 800 s of the hour have passed.
    RateLimiting plugin = new RateLimiting(config(null, 2.0, null, "ip", true), context);
    TestExchange first = TestExchange.of("GET", "/x");
    assertSame(Step.NEXT, plugin.access(first));
    assertEquals(
        """
        X-RateLimit-Limit-Hour: 2
        X-RateLimit-Remaining-Hour: 1
        RateLimit-Limit: 2
        RateLimit-Remaining: 1
        RateLimit-Reset: 2800
        """,
        first.answer.toString());
    assertSame(Step.NEXT, plugin.access(TestExchange.of("GET", "/x")));
    TestExchange third = TestExchange.of("GET", "/x");
    assertEquals(refusal(2800), plugin.access(third));
    assertEquals("0", third.answer.get("RateLimit-Remaining"));
    context.now += 2_800_000;
    assertSame(Step.NEXT, plugin.access(TestExchange.of("GET", "/x")));
  }

  @Test
  void aRequestThatOneWindowRefusesIsCountedInNone() {
    RateLimiting plugin = new RateLimiting(config(null, 1.0, 5.0, "ip", true), context);
    plugin.access(TestExchange.of("GET", "/x"));
    for (int i = 0; i < 3; i++) {
      TestExchange refused = TestExchange.of("GET", "/x");
      assertEquals(refusal(2800), plugin.access(refused));
      assertEquals("4", refused.answer.get("X-RateLimit-Remaining-Day"));
      assertEquals("0", refused.answer.get("X-RateLimit-Remaining-Hour"));
    }
  }

  @Test
  void aChangedLimitKeepsWhatWasCounted() {
    RateLimiting plugin = new RateLimiting(config(null, 1.0, null, "ip", true), context);
    plugin.access(TestExchange.of("GET", "/x"));
    assertEquals(refusal(2800), plugin.access(TestExchange.of("GET", "/x")));
    RateLimiting changed = new RateLimiting(config(null, 3.0, null, "ip", true), context);
    TestExchange exchange = TestExchange.of("GET", "/x");
    assertSame(Step.NEXT, changed.access(exchange));
    assertEquals("1", exchange.answer.get("RateLimit-Remaining"));
  }

  @Test
  void whoeverLacksTheThingCountedByCountsByAddress() {
    RateLimiting plugin = new RateLimiting(config(null, 1.0, null, "header", true), context);
    assertSame(Step.NEXT, plugin.access(TestExchange.of("GET", "/x", "X-Tenant", "red")));
    assertSame(Step.NEXT, plugin.access(TestExchange.of("GET", "/x", "X-Tenant", "blue")));
    assertEquals(refusal(2800), plugin.access(TestExchange.of("GET", "/x", "x-tenant", "red")));
    assertSame(Step.NEXT, plugin.access(TestExchange.of("GET", "/x")));
    assertEquals(refusal(2800), plugin.access(TestExchange.of("GET", "/x")));
  }

  @Test
  void exactlyTheLimitPassesUnderConcurrency() throws InterruptedException {
    RateLimiting plugin = new RateLimiting(config(null, 1000.0, 1500.0, "ip", true), context);
    AtomicInteger passed = new AtomicInteger();
    int threads = 8;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int t = 0; t < threads; t++) {
      pool.execute(
          () -> {
            try {
              start.await();
            } catch (InterruptedException interrupted) {
              return;
            }
            for (int i = 0; i < 500; i++) {
              if (plugin.access(TestExchange.of("GET", "/x")) == Step.NEXT) {
                passed.incrementAndGet();
              }
            }
          });
    }
    start.countDown();
    pool.shutdown();
    assertTrue(pool.awaitTermination(30, TimeUnit.SECONDS));
    assertEquals(1000, passed.get());
  }

  @Test
  void windowsAreAlignedToTheCalendar() {
    long now = 1_709_210_096_789L; // 2024-02-29T12:34:56.789Z
    assertEquals(1_709_210_096_000L, Period.SECOND.start(now));
    assertEquals(1_709_210_040_000L, Period.MINUTE.start(now));
    assertEquals(1_709_208_000_000L, Period.HOUR.start(now));
    assertEquals(1_709_164_800_000L, Period.DAY.start(now));
    assertEquals(1_706_745_600_000L, Period.MONTH.start(now));
    assertEquals(1_704_067_200_000L, Period.YEAR.start(now));
    assertEquals(1_709_251_200_000L, Period.MONTH.end(Period.MONTH.start(now)));
    assertEquals(1_735_689_600_000L, Period.YEAR.end(Period.YEAR.start(now)));
  }

  @Test
  void aStoreThatIsAwayLetsPassWithoutHeadersOrFails() {
    context.state =
        new io.quong.plugin.SharedState() {
          @Override
          public io.quong.plugin.SharedEntities entities() {
            throw new UnsupportedOperationException();
          }

          @Override
          public Future<long[]> take(java.util.List<Counter> counters) {
            return Future.failedFuture("away");
          }

          @Override
          public Future<long[]> add(java.util.List<Counter> counters, long[] amounts) {
            return Future.failedFuture("away");
          }

          @Override
          public Future<long[]> read(java.util.List<Counter> counters) {
            return Future.failedFuture("away");
          }
        };
    for (boolean tolerant : new boolean[] {true, false}) {
      RateLimitingConfig config =
          new RateLimitingConfig(
              null,
              null,
              1.0,
              null,
              null,
              null,
              "ip",
              null,
              null,
              "cluster",
              tolerant,
              null,
              false,
              429.0,
              "API rate limit exceeded",
              -1.0);
      TestExchange exchange = TestExchange.of("GET", "/x");
      Step.Await step = (Step.Await) new RateLimiting(config, context).access(exchange);
      assertEquals(tolerant, step.future().succeeded());
      assertEquals("", exchange.answer.toString());
    }
  }
}
