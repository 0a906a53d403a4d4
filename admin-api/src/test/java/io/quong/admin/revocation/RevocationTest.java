package io.quong.admin.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.admin.api.Guard;
import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.Client.Answer;
import io.quong.admin.fixture.TestAdminApi;
import io.quong.plugin.RedisPools;
import io.quong.plugin.redis.RedisRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Tokens are taken back in the Redis that jwt-bearer plugins name. */
final class RevocationTest {
  private static final String PASSWORD = "a password of the tests";
  private static TestAdminApi api;
  private static Client client;
  private static Vertx vertx;
  private static RedisServer server;
  private static int port;
  private static RedisPools.Redis redis;

  @BeforeAll
  static void start() throws Exception {
    port = freePort();
    server = server(port);
    api = new TestAdminApi("revocation", Guard.OPEN);
    client = new Client(api.port());
    vertx = Vertx.vertx();
    redis = new RedisRegistry(vertx).acquire(settings());
  }

  @AfterAll
  static void stop() throws IOException {
    api.close();
    vertx.close();
    server.stop();
  }

  @BeforeEach
  void empty() throws Exception {
    ask("FLUSHALL");
    for (var each : client.get("/plugins").body().get("data")) {
      client.send("DELETE", "/plugins/" + each.get("id").asText(), null);
    }
  }

  private static RedisServer server(int port) throws IOException {
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .setting("save \"\"")
            .setting("requirepass \"" + PASSWORD + "\"")
            .build();
    server.start();
    return server;
  }

  private static RedisPools.Settings settings() {
    return new RedisPools.Settings("127.0.0.1", port, 2_000, null, PASSWORD, 0, false, false, null);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static Object ask(String... command) throws Exception {
    return redis.send(command).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static void plugin(int redisPort, String prefix, int leeway) throws Exception {
    String service =
        client.post("/services", "{\"host\":\"upstream.test\"}").body().get("id").asText();
    Answer made =
        client.post(
            "/services/" + service + "/plugins",
            """
            {"name":"jwt-bearer","config":{"jwks_uri":"http://keys.test/","leeway":%d,"revocation":
             {"prefix":"%s","redis":{"host":"127.0.0.1","port":%d,"password":"%s","timeout":500}}}}
            """
                .formatted(leeway, prefix, redisPort, PASSWORD));
    assertEquals(201, made.status(), String.valueOf(made.body()));
  }

  private static long in(int seconds) {
    return System.currentTimeMillis() / 1_000 + seconds;
  }

  private static String revoked(String jti, long exp) {
    return "{\"jti\":\"%s\",\"exp\":%d}".formatted(jti, exp);
  }

  @Test
  void aTokenIsRevokedInEveryPlaceUntilNoNodeWouldTakeItAnyway() throws Exception {
    plugin(port, "a:", 0);
    plugin(port, "a:", 30);
    plugin(port, "b:", 0);
    long exp = in(600);
    Answer made = client.post("/quong/revocations", revoked("t/1 é", exp));
    assertEquals(201, made.status());
    assertEquals("{\"jti\":\"t/1 é\",\"exp\":" + exp + "}", made.body().toString());
    long here = (Long) ask("TTL", "a:t/1 é");
    long there = (Long) ask("TTL", "b:t/1 é");
    assertTrue(here > 620 && here <= 630, "with the leeway " + here);
    assertTrue(there > 590 && there <= 600, "without one " + there);
    Answer shown = client.get("/quong/revocations/t%2F1%20%C3%A9");
    assertEquals(200, shown.status());
    assertEquals(made.body(), shown.body());
    assertEquals(204, client.send("DELETE", "/quong/revocations/t%2F1%20%C3%A9", null).status());
    assertNull(ask("GET", "a:t/1 é"));
    assertNull(ask("GET", "b:t/1 é"));
    assertEquals(404, client.get("/quong/revocations/t%2F1%20%C3%A9").status());
    assertEquals(204, client.send("DELETE", "/quong/revocations/t%2F1%20%C3%A9", null).status());
  }

  @Test
  void withoutAPlaceItIsSaid() throws Exception {
    for (Answer answer :
        new Answer[] {
          client.post("/quong/revocations", revoked("t", in(60))),
          client.get("/quong/revocations/t"),
          client.send("DELETE", "/quong/revocations/t", null)
        }) {
      assertEquals(409, answer.status());
      assertEquals(
          "no jwt-bearer plugin has a revocation block, so there is no Redis to tell",
          answer.body().get("message").asText());
    }
  }

  @Test
  void badInputIsRefusedByFieldName() throws Exception {
    plugin(port, "a:", 0);
    String[][] cases = {
      {"{}", "{\"jti\":\"required field missing\",\"exp\":\"required field missing\"}"},
      {
        "{\"jti\":5,\"exp\":\"x\"}", "{\"jti\":\"expected a string\",\"exp\":\"expected a number\"}"
      },
      {revoked("", in(60)), "{\"jti\":\"length must be at least 1\"}"},
      {revoked("x".repeat(8_193), in(60)), "{\"jti\":\"length must be at most 8192\"}"},
      {
        revoked("t", System.currentTimeMillis()),
        "{\"exp\":\"value should be between 0 and 99999999999\"}"
      },
      {revoked("t", in(-1)), "{\"exp\":\"is in the past: the token has expired by itself\"}"},
      {"{\"jti\":\"t\",\"exp\":" + in(60) + ",\"more\":1}", "{\"more\":\"unknown field\"}"}
    };
    for (String[] each : cases) {
      Answer answer = client.post("/quong/revocations", each[0]);
      assertEquals(400, answer.status(), each[0]);
      assertEquals(each[1], answer.body().get("fields").toString());
    }
    assertEquals(0L, ask("DBSIZE"));
  }

  @Test
  void aRedisThatIsAwayIsNamedAndTheOthersAreTold() throws Exception {
    plugin(port, "a:", 0);
    int nobody = freePort();
    plugin(nobody, "a:", 0);
    long exp = in(60);
    Answer answer = client.post("/quong/revocations", revoked("t", exp));
    assertEquals(503, answer.status());
    String message = answer.body().get("message").asText();
    assertTrue(message.startsWith("Redis does not answer: 127.0.0.1:" + nobody + " ("), message);
    assertTrue(message.endsWith("; 1 of 2 did"), message);
    assertFalse(message.contains(PASSWORD), message);
    assertEquals(Long.toString(exp), ask("GET", "a:t"));
    assertEquals(503, client.get("/quong/revocations/t").status());
    RedisServer back = server(nobody);
    try {
      assertEquals(201, client.post("/quong/revocations", revoked("t", exp)).status());
      assertEquals(200, client.get("/quong/revocations/t").status());
    } finally {
      back.stop();
    }
  }

  @Test
  void itIsDescribed() throws Exception {
    var post = client.get("/quong/openapi.json").body().path("paths").path("/quong/revocations");
    assertEquals(
        "[\"jti\",\"exp\"]",
        post.at("/post/requestBody/content/application~1json/schema/required").toString());
  }
}
