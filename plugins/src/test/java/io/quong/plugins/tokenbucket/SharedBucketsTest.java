package io.quong.plugins.tokenbucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.fixture.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buckets under many at once, in a real Redis and in memory. */
final class SharedBucketsTest {
  private static final int CLIENTS = 200;
  private static Vertx vertx;
  private static TestRedis redis;
  private static ExecutorService clients;

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    redis = new TestRedis(vertx);
    clients = Executors.newFixedThreadPool(CLIENTS);
  }

  @AfterAll
  static void stop() throws IOException {
    clients.shutdownNow();
    redis.close();
    vertx.close();
  }

  @BeforeEach
  void empty() throws Exception {
    redis.ask("FLUSHALL");
  }

  /** A node of its own: its own connections and its own memory. */
  private static TokenBucket node(
      String policy, double limit, double window, double burst, boolean faultTolerant) {
    TestContext context = new TestContext();
    context.vertx = vertx;
    context.redis = redis.node();
    return new TokenBucket(
        new TokenBucketConfig(
            limit,
            window,
            burst,
            List.of("ip"),
            1.0,
            List.of(),
            policy,
            redis.config(1_000),
            faultTolerant,
            false),
        context);
  }

  private static Step ask(TokenBucket node, TestExchange exchange) throws Exception {
    Step step = node.access(exchange);
    return step instanceof Step.Await waiting ? await(waiting.future()) : step;
  }

  private static Step ask(TokenBucket node) throws Exception {
    return ask(node, TestExchange.of("GET", "/x"));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** How many of {@code each} requests of every client pass, all beginning at once. */
  private static int passed(int each, TokenBucket... nodes) throws Exception {
    CyclicBarrier begin = new CyclicBarrier(CLIENTS);
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      TokenBucket node = nodes[i % nodes.length];
      all.add(
          () -> {
            begin.await(20, TimeUnit.SECONDS);
            int passed = 0;
            for (int k = 0; k < each; k++) {
              passed += ask(node) == Step.NEXT ? 1 : 0;
            }
            return passed;
          });
    }
    int sum = 0;
    for (var each1 : clients.invokeAll(all)) {
      sum += each1.get();
    }
    return sum;
  }

  @Test
  void twoNodesUnderTwoHundredClientsLetNotOneMoreThrough() throws Exception {
    // So slow that no token comes back while the test runs.
    double window = 1e7;
    TokenBucket one = node("redis", 1, window, 73, false);
    TokenBucket other = node("redis", 1, window, 73, false);
    assertEquals(73, passed(5, one, other));
  }

  @Test
  void whatComesBackMeanwhileIsAllThatPassesBesideTheBurst() throws Exception {
    TokenBucket one = node("redis", 50, 1, 10, false);
    TokenBucket other = node("redis", 50, 1, 10, false);
    long from = System.nanoTime();
    int passed = passed(5, one, other);
    double seconds = (System.nanoTime() - from) / 1e9;
    assertTrue(passed >= 10, passed + " passed");
    assertTrue(passed <= 10 + Math.ceil(50 * seconds), passed + " passed in " + seconds + " s");
  }

  @Test
  void inMemoryTheyAreExactTooUnderManyThreads() throws Exception {
    assertEquals(73, passed(20, node("local", 1, 1e7, 73, false)));
  }

  @Test
  void aRequestIsOneRoundTripAndItsKeyGoesWhenTheBucketIsFullAgain() throws Exception {
    TokenBucket node = node("redis", 60, 60, 2, false);
    TestExchange first = TestExchange.of("GET", "/x");
    assertSame(Step.NEXT, ask(node, first));
    assertEquals(
        "X-RateLimit-Limit: 60\nX-RateLimit-Remaining: 1\nX-RateLimit-Reset: 1\n",
        first.answer.toString());
    long before = calls();
    assertSame(Step.NEXT, ask(node));
    assertTrue(ask(node) instanceof Step.Respond);
    assertEquals(2, calls() - before);
    String key = (String) ((List<?>) redis.ask("KEYS", "token-bucket:*")).get(0);
    long left = (Long) redis.ask("PTTL", key);
    assertTrue(left > 1_500 && left <= 3_000, "expires in " + left);
  }

  /** Scripts that Redis was asked to run, by either command. */
  private static long calls() throws Exception {
    long calls = 0;
    for (String line : String.valueOf(redis.ask("INFO", "commandstats")).split("\r\n")) {
      if (line.startsWith("cmdstat_eval")) {
        calls += Long.parseLong(line.replaceFirst(".*[:,]calls=(\\d+),.*", "$1"));
      }
    }
    return calls;
  }

  @Test
  void withoutRedisTheSettingDecidesAndItCountsAgainWhenItIsBack() throws Exception {
    TokenBucket tolerant = node("redis", 1, 1e7, 1, true);
    TokenBucket strict = node("redis", 1, 1e7, 1, false);
    assertSame(Step.NEXT, ask(tolerant));
    redis.pause(3_000);
    assertSame(Step.NEXT, ask(tolerant));
    Assertions.assertThrows(ExecutionException.class, () -> ask(strict));
    redis.stop();
    assertSame(Step.NEXT, ask(tolerant));
    Assertions.assertThrows(ExecutionException.class, () -> ask(strict));
    redis.start();
    assertSame(Step.NEXT, ask(strict));
    assertTrue(ask(strict) instanceof Step.Respond);
    assertTrue(ask(tolerant) instanceof Step.Respond);
  }
}
