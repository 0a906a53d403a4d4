package io.quong.plugins.jwtbearer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestEntities;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.fixture.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a server that publishes keys. */
final class JwtBearerTest {
  private static Vertx vertx;
  private static HttpServer server;
  private static RsaJsonWebKey first;
  private static RsaJsonWebKey second;
  private static final AtomicInteger fetched = new AtomicInteger();
  private static volatile int status = 200;
  private static volatile String published;
  private static TestRedis redis;

  private final TestContext context = new TestContext();

  @BeforeAll
  static void start() throws Exception {
    first = key("one");
    second = key("two");
    vertx = Vertx.vertx();
    redis = new TestRedis(vertx);
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      fetched.incrementAndGet();
                      request.response().setStatusCode(status).end(published);
                    })
                .listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
    await(vertx.close());
  }

  @BeforeEach
  void publish() throws Exception {
    context.vertx = vertx;
    context.redis = redis.node();
    redis.ask("FLUSHALL");
    status = 200;
    fetched.set(0);
    published = keySet(first);
  }

  private static RsaJsonWebKey key(String kid) throws Exception {
    RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId(kid);
    return key;
  }

  private static String keySet(RsaJsonWebKey... keys) {
    return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private JwtBearer plugin(String onError, JwtBearerConfig.Open... open) {
    return plugin(onError, null, null, open);
  }

  private JwtBearer plugin(
      String onError, String consumerClaim, String anonymous, JwtBearerConfig.Open... open) {
    return new JwtBearer(
        new JwtBearerConfig(
            "issuer",
            Set.of("shop"),
            "http://127.0.0.1:" + server.actualPort() + "/keys",
            null,
            600.0,
            Set.of("RS256"),
            0.0,
            Map.of("sub", "X-User-Id", "roles", "X-User-Roles"),
            List.of(open),
            new JwtBearerConfig.Revocation(redis.config(500), "r:", onError),
            consumerClaim,
            anonymous),
        context);
  }

  private String claims(long expiresIn, String more) {
    return "{\"iss\":\"issuer\",\"aud\":[\"shop\"],\"sub\":\"u1\",\"jti\":\"t1\",\"exp\":%d%s}"
        .formatted(context.now / 1_000 + expiresIn, more);
  }

  private static String sign(RsaJsonWebKey key, String claims) throws Exception {
    JsonWebSignature signed = new JsonWebSignature();
    signed.setAlgorithmHeaderValue("RS256");
    signed.setKeyIdHeaderValue(key.getKeyId());
    signed.setKey(key.getPrivateKey());
    signed.setPayload(claims);
    return signed.getCompactSerialization();
  }

  private Step ask(JwtBearer plugin, TestExchange exchange) throws Exception {
    Step step = plugin.access(exchange);
    return step instanceof Step.Await waiting ? await(waiting.future()) : step;
  }

  private Step ask(JwtBearer plugin, String token) throws Exception {
    return ask(plugin, exchange(token));
  }

  private static TestExchange exchange(String token) {
    return TestExchange.of("GET", "/x", "Authorization", "Bearer " + token);
  }

  private static String error(Step step) {
    return step instanceof Step.Respond refused
            && refused.answer().body() instanceof Answer.Body.Json json
        ? refused.answer().status() + " " + json.value().path("error").asText()
        : step.toString();
  }

  @Test
  void theUpstreamHearsWhoItIsFromTheTokenAlone() throws Exception {
    TestExchange exchange = exchange(sign(first, claims(60, ",\"roles\":[\"a\",\"b\"]")));
    exchange.sent.add("X-User-Id", "root");
    assertSame(Step.NEXT, ask(plugin("deny"), exchange));
    assertEquals("u1", exchange.sent.get("X-User-Id"));
    assertEquals("a,b", exchange.sent.get("X-User-Roles"));
    TestExchange open = TestExchange.of("GET", "/open/x", "X-User-Id", "root");
    JwtBearer plugin = plugin("deny", new JwtBearerConfig.Open("/open", Set.of("GET")));
    assertSame(Step.NEXT, ask(plugin, open));
    assertNull(open.sent.get("X-User-Id"));
    for (TestExchange other :
        List.of(TestExchange.of("POST", "/open/x"), TestExchange.of("GET", "/opened"))) {
      assertEquals("401 missing_token", error(ask(plugin, other)));
    }
    TestExchange wrong = TestExchange.of("GET", "/open", "Authorization", "Bearer x");
    assertEquals("401 invalid_token", error(ask(plugin, wrong)));
  }

  @Test
  void whatIsWrongIsTold() throws Exception {
    JwtBearer plugin = plugin("deny");
    assertEquals("401 token_expired", error(ask(plugin, sign(first, claims(0, "")))));
    String later = ",\"nbf\":" + (context.now / 1_000 + 5);
    assertEquals("401 invalid_token", error(ask(plugin, sign(first, claims(60, later)))));
    String elsewhere = claims(60, "").replace("\"shop\"", "\"other\"");
    assertEquals("401 invalid_token", error(ask(plugin, sign(first, elsewhere))));
    String other = claims(60, "").replace("\"issuer\"", "\"somebody\"");
    assertEquals("401 invalid_token", error(ask(plugin, sign(first, other))));
    RsaJsonWebKey forged = key("one");
    assertEquals("401 invalid_token", error(ask(plugin, sign(forged, claims(60, "")))));
    for (String garbage : new String[] {"x", "a.b.c", "..", "x".repeat(9_000)}) {
      assertEquals("401 invalid_token", error(ask(plugin, garbage)), garbage.substring(0, 1));
    }
    assertEquals(
        "401 missing_token",
        error(ask(plugin, TestExchange.of("GET", "/x", "Authorization", "Basic eDp5"))));
  }

  @Test
  void noneAndSecretsMadeOfPublicKeysAreNoSignatures() throws Exception {
    String none = sign(first, claims(60, ""));
    String header =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8));
    String[] parts = none.split("\\.", -1);
    assertEquals("401 invalid_token", error(ask(plugin("deny"), header + "." + parts[1] + ".")));
    JsonWebSignature confused = new JsonWebSignature();
    confused.setAlgorithmHeaderValue("HS256");
    confused.setKeyIdHeaderValue("one");
    confused.setKey(new HmacKey(first.getPublicKey().getEncoded()));
    confused.setPayload(claims(60, ""));
    assertEquals(
        "401 invalid_token", error(ask(plugin("deny"), confused.getCompactSerialization())));
  }

  @Test
  void anUnknownKeyIsLookedForOnceInTenSeconds() throws Exception {
    JwtBearer plugin = plugin("deny");
    assertSame(Step.NEXT, ask(plugin, sign(first, claims(60, ""))));
    assertEquals(1, fetched.get());
    for (int i = 0; i < 20; i++) {
      assertEquals("401 invalid_token", error(ask(plugin, sign(second, claims(60 + i, "")))));
    }
    assertEquals(1, fetched.get());
    published = keySet(first, second);
    context.now += 10_000;
    assertSame(Step.NEXT, ask(plugin, sign(second, claims(60, ""))));
    assertEquals(2, fetched.get());
  }

  @Test
  void oldKeysCountWhileNewOnesCannotBeFetched() throws Exception {
    JwtBearer plugin = plugin("deny");
    status = 500;
    assertEquals("401 invalid_token", error(ask(plugin, sign(first, claims(60, "")))));
    status = 200;
    context.now += 10_000;
    assertSame(Step.NEXT, ask(plugin, sign(first, claims(60, ""))));
    status = 500;
    context.now += 700_000;
    assertSame(Step.NEXT, ask(plugin, sign(first, claims(60, ""))));
    status = 200;
    published = keySet(second);
    context.now += 10_000;
    assertEquals("401 invalid_token", error(ask(plugin, sign(first, claims(61, "")))));
  }

  @Test
  void aRememberedTokenStillExpiresAndIsRevokedOnEveryNodeAtOnce() throws Exception {
    JwtBearer one = plugin("deny");
    context.redis = redis.node();
    JwtBearer other = plugin("deny");
    String token = sign(first, claims(60, ""));
    assertSame(Step.NEXT, ask(one, token));
    assertSame(Step.NEXT, ask(other, token));
    redis.ask("SET", "r:t1", "1");
    assertEquals("401 token_revoked", error(ask(one, token)));
    assertEquals("401 token_revoked", error(ask(other, token)));
    redis.ask("DEL", "r:t1");
    assertSame(Step.NEXT, ask(one, token));
    context.now += 60_000;
    assertEquals("401 token_expired", error(ask(one, token)));
    // A clock that is set back: valid again, and no forgotten one either.
    context.now -= 30_000;
    assertSame(Step.NEXT, ask(one, token));
  }

  @Test
  void withoutRedisTheSettingDecidesAndItIsAskedAgainWhenItIsBack() throws Exception {
    JwtBearer denies = plugin("deny");
    JwtBearer allows = plugin("allow");
    String token = sign(first, claims(60, ""));
    assertSame(Step.NEXT, ask(denies, token));
    redis.pause(1_500);
    long asked = System.nanoTime();
    assertEquals("401 invalid_token", error(ask(denies, token)));
    assertSame(Step.NEXT, ask(allows, token));
    long tookMs = (System.nanoTime() - asked) / 1_000_000;
    assertTrue(tookMs < 1_400, "no longer than the timeout each, but " + tookMs);
    redis.stop();
    assertEquals("401 invalid_token", error(ask(denies, token)));
    assertSame(Step.NEXT, ask(allows, token));
    redis.start();
    redis.ask("SET", "r:t1", "1");
    assertEquals("401 token_revoked", error(ask(denies, token)));
    assertEquals("401 token_revoked", error(ask(allows, token)));
  }

  @Test
  void aKeyThatIsNoLongerPublishedConfirmsNothingNotEvenWhatIsRemembered() throws Exception {
    JwtBearer plugin = plugin("deny");
    String token = sign(first, claims(3_600, ""));
    assertSame(Step.NEXT, ask(plugin, token));
    published = keySet(second);
    context.now += 599_000;
    assertSame(Step.NEXT, ask(plugin, token));
    context.now += 1_000;
    assertEquals("401 invalid_token", error(ask(plugin, token)));
    assertSame(Step.NEXT, ask(plugin, sign(second, claims(60, ""))));
  }

  @Test
  void whileTheIssuerIsAwayOneRequestInTenSecondsAsksIt() throws Exception {
    JwtBearer plugin = plugin("deny");
    String token = sign(first, claims(7_200, ""));
    assertSame(Step.NEXT, ask(plugin, token));
    status = 500;
    context.now += 700_000;
    for (int i = 0; i < 20; i++) {
      assertSame(Step.NEXT, ask(plugin, token));
      assertSame(Step.NEXT, ask(plugin, sign(first, claims(60 + i, ""))));
    }
    assertEquals(2, fetched.get());
    context.now += 10_000;
    assertSame(Step.NEXT, ask(plugin, token));
    assertEquals(3, fetched.get());
    // Set back by an hour: nothing that was fetched counts for longer than it would have.
    context.now -= 3_600_000;
    status = 200;
    assertSame(Step.NEXT, ask(plugin, token));
    assertEquals(4, fetched.get());
  }

  @Test
  void aFloodOfKeyNamesFetchesOnceAndManyWhoWaitShareIt() throws Exception {
    JwtBearer plugin = plugin("deny");
    List<Future<Step>> waiting = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      RsaJsonWebKey made =
          new RsaJsonWebKey((java.security.interfaces.RSAPublicKey) first.getKey());
      made.setPrivateKey(first.getPrivateKey());
      made.setKeyId("made-up-" + i);
      Step step = plugin.access(exchange(sign(made, claims(60, ""))));
      waiting.add(step instanceof Step.Await later ? later.future() : Future.succeededFuture(step));
    }
    for (Future<Step> each : waiting) {
      assertEquals("401 invalid_token", error(await(each)));
    }
    assertEquals(1, fetched.get());
  }

  @Test
  void aClaimNamesAConsumerAndWithoutATokenTheAnonymousOneCounts() throws Exception {
    Consumer ann = consumer("1", "ann", null);
    Consumer bob = consumer("2", "bob", "u1");
    Consumer guest = consumer("3", "guest", null);
    TestEntities known = new TestEntities().with(ann).with(bob).with(guest);
    TestExchange byCustomId = exchange(sign(first, claims(60, "")));
    byCustomId.entities = known;
    assertSame(Step.NEXT, ask(plugin("deny", "sub", null), byCustomId));
    assertSame(bob, byCustomId.consumer());
    TestExchange byName = exchange(sign(first, claims(60, ",\"name\":\"ann\"")));
    byName.entities = known;
    assertSame(Step.NEXT, ask(plugin("deny", "name", null), byName));
    assertSame(ann, byName.consumer());
    assertEquals("ann", byName.sent.get("X-Consumer-Username"));
    TestExchange unknown = exchange(sign(first, claims(60, ",\"name\":\"eve\"")));
    unknown.entities = known;
    assertEquals("401 invalid_token", error(ask(plugin("deny", "name", null), unknown)));
    TestExchange none = TestExchange.of("GET", "/x", "X-User-Id", "root");
    none.entities = known;
    assertSame(Step.NEXT, ask(plugin("deny", null, "guest"), none));
    assertSame(guest, none.consumer());
    assertNull(none.sent.get("X-User-Id"));
    assertEquals("true", none.sent.get("X-Anonymous-Consumer"));
  }

  private static Consumer consumer(String id, String username, String customId) {
    return new Consumer(id, 0L, 0L, username, customId, null);
  }
}
