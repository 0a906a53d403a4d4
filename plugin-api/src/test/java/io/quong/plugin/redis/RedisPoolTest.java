package io.quong.plugin.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quong.plugin.RedisPools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Redis for plugins, against a real one with a password. */
final class RedisPoolTest {
  private static final String PASSWORD = "a b:c@/é";
  private static RedisServer server;
  private static Vertx vertx;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server =
        RedisServer.newRedisServer()
            .port(port)
            .setting("save \"\"")
            .setting("requirepass \"" + PASSWORD + "\"")
            .build();
    server.start();
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws IOException {
    vertx.close();
    server.stop();
  }

  private static RedisPools.Settings settings(int redisPort, int database, String password) {
    return new RedisPools.Settings(
        "127.0.0.1", redisPort, 2_000, null, password, database, false, false, null);
  }

  private static Object answer(Future<Object> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void answersAreTextNumbersNullAndLists() throws Exception {
    RedisRegistry registry = new RedisRegistry(vertx);
    RedisPools.Redis redis = registry.acquire(settings(port, 0, PASSWORD));
    assertEquals("OK", answer(redis.send("SET", "k", "v")));
    assertEquals("v", answer(redis.send("GET", "k")));
    assertNull(answer(redis.send("GET", "none")));
    assertEquals(2L, answer(redis.send("INCRBY", "n", "2")));
    assertEquals(java.util.Arrays.asList("v", null), answer(redis.send("MGET", "k", "none")));
    assertEquals(
        "bytes", answer(redis.sendBytes(List.of(Buffer.buffer("ECHO"), Buffer.buffer("bytes")))));
    registry.close();
  }

  @Test
  void aScriptIsLoadedWhenTheServerDoesNotKnowIt() throws Exception {
    RedisRegistry registry = new RedisRegistry(vertx);
    RedisPools.Redis redis = registry.acquire(settings(port, 0, PASSWORD));
    answer(redis.send("SCRIPT", "FLUSH"));
    String script = "return {KEYS[1], ARGV[1], 3}";
    assertEquals(List.of("a", "b", 3L), answer(redis.script(script, List.of("a"), List.of("b"))));
    assertEquals(List.of("c", "d", 3L), answer(redis.script(script, List.of("c"), List.of("d"))));
    registry.close();
  }

  @Test
  void databasesAreKeptApartAndAPoolIsSharedUntilItsLastUserIsGone() throws Exception {
    RedisRegistry registry = new RedisRegistry(vertx);
    RedisPools.Redis first = registry.acquire(settings(port, 0, PASSWORD));
    assertSame(first, registry.acquire(settings(port, 0, PASSWORD)));
    RedisPools.Redis other = registry.acquire(settings(port, 5, PASSWORD));
    assertNotSame(first, other);
    answer(first.send("SET", "where", "zero"));
    assertNull(answer(other.send("GET", "where")));
    registry.release(settings(port, 0, PASSWORD));
    assertEquals("zero", answer(first.send("GET", "where")));
    registry.release(settings(port, 0, PASSWORD));
    registry.release(settings(port, 5, PASSWORD));
    assertEquals(0, registry.size());
  }

  @Test
  void aServerThatDoesNotAnswerFailsTheCommandInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      RedisRegistry registry = new RedisRegistry(vertx);
      RedisPools.Redis redis =
          registry.acquire(
              new RedisPools.Settings(
                  "127.0.0.1", silent.getLocalPort(), 200, null, null, 0, false, false, null));
      ExecutionException failed =
          assertThrows(ExecutionException.class, () -> answer(redis.send("GET", "k")));
      assertInstanceOf(TimeoutException.class, failed.getCause());
      registry.close();
    }
  }

  @Test
  void aWrongPasswordFailsTheCommand() {
    RedisRegistry registry = new RedisRegistry(vertx);
    RedisPools.Redis redis = registry.acquire(settings(port, 0, "wrong"));
    assertThrows(ExecutionException.class, () -> answer(redis.send("GET", "k")));
    registry.close();
  }
}
