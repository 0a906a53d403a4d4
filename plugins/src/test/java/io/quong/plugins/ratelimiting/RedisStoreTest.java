package io.quong.plugins.ratelimiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugin.RedisConfig;
import io.quong.plugin.RedisPools;
import io.quong.plugin.Step;
import io.quong.plugin.period.Period;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** The redis policy against a real Redis. */
final class RedisStoreTest {
  private static RedisServer server;
  private static Vertx vertx;
  private static int port;
  private static Redis client;
  private final TestContext context = new TestContext();

  @BeforeAll
  static void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
    server.start();
    vertx = Vertx.vertx();
    client =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString("redis://127.0.0.1:" + port)
                .setMaxPoolWaiting(1000));
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    vertx.close();
    server.stop();
  }

  @BeforeEach
  void connect() {
    await(client.send(Request.cmd(Command.FLUSHALL)));
    context.vertx = vertx;
    context.now = System.currentTimeMillis();
    context.redis = settings -> new Scripts();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** Sends scripts in full, each time. */
  private static final class Scripts implements RedisPools.Redis {
    @Override
    public Future<Object> send(String... command) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Object> script(String source, List<String> keys, List<String> arguments) {
      Request eval = Request.cmd(Command.EVAL).arg(source).arg(keys.size());
      keys.forEach(eval::arg);
      arguments.forEach(eval::arg);
      return client.send(eval).map(Scripts::plain);
    }

    private static Object plain(Response response) {
      if (response == null || !response.isArray()) {
        return response == null ? null : response.toLong();
      }
      List<Object> items = new ArrayList<>();
      response.forEach(item -> items.add(item.toLong()));
      return items;
    }

    @Override
    public Future<Object> sendBytes(List<Buffer> command) {
      throw new UnsupportedOperationException();
    }
  }

  private RateLimiting plugin(Double hour, Double day, double syncRate) {
    return new RateLimiting(
        new RateLimitingConfig(
            null,
            null,
            hour,
            day,
            null,
            null,
            "ip",
            null,
            null,
            "redis",
            false,
            new RedisConfig("127.0.0.1", port, 2000, null, null, 0, false, false, null),
            false,
            429.0,
            "API rate limit exceeded",
            syncRate),
        context);
  }

  private static boolean passes(RateLimiting plugin) {
    Step step = plugin.access(TestExchange.of("GET", "/x"));
    if (step instanceof Step.Await waiting) {
      step = await(waiting.future());
    }
    return step == Step.NEXT;
  }

  @Test
  void exactlyTheLimitPassesAcrossInstances() {
    List<Future<Step>> steps = new ArrayList<>();
    RateLimiting one = plugin(40.0, 50.0, -1);
    RateLimiting two = plugin(40.0, 50.0, -1);
    for (int i = 0; i < 60; i++) {
      Step step = (i % 2 == 0 ? one : two).access(TestExchange.of("GET", "/x"));
      // An answer that is there already is given at once.
      steps.add(
          step instanceof Step.Await waiting ? waiting.future() : Future.succeededFuture(step));
    }
    long passed = steps.stream().filter(step -> await(step) == Step.NEXT).count();
    assertEquals(40, passed);
  }

  @Test
  void aKeyIsNamedAsKongsAndLivesAsLongAsItsWindow() {
    assertTrue(passes(plugin(5.0, null, -1)));
    Response keys = await(client.send(Request.cmd(Command.KEYS).arg("*")));
    String none = "00000000-0000-0000-0000-000000000000";
    String key =
        "ratelimit:" + none + ":" + none + ":127.0.0.1:" + Period.HOUR.start(context.now) + ":hour";
    assertEquals("[" + key + "]", keys.toString());
    long left = await(client.send(Request.cmd(Command.TTL).arg(key))).toLong();
    assertTrue(left > 3590 && left <= 3600, "expires in " + left);
  }

  @Test
  void withASyncRateCountsReachRedisInTheBackground() throws InterruptedException {
    RateLimiting plugin = plugin(3.0, null, 0.05);
    assertTrue(passes(plugin));
    assertTrue(passes(plugin));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (counted() < 2 && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertEquals(2, counted());
    RateLimiting other = plugin(3.0, null, 60);
    assertTrue(passes(other));
    assertEquals(false, passes(other));
    plugin.close();
    other.close();
  }

  private static long counted() {
    Response keys = await(client.send(Request.cmd(Command.KEYS).arg("*")));
    return keys.size() == 0
        ? 0
        : await(client.send(Request.cmd(Command.GET).arg(keys.get(0).toString()))).toLong();
  }
}
