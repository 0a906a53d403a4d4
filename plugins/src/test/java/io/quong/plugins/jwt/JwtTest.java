package io.quong.plugins.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestEntities;
import io.quong.plugins.fixture.TestExchange;
import io.quong.schema.Ref;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JwtTest {
  private static final Consumer JO = new Consumer("c1", 0L, 0L, "jo", null, null);
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final TestContext context = new TestContext();

  private Jwt plugin(double maximum, String... verified) {
    return new Jwt(
        new JwtConfig(
            Set.of("jwt"),
            Set.of("jar"),
            "iss",
            false,
            Set.of(verified),
            null,
            true,
            maximum,
            Set.of("authorization"),
            null),
        context);
  }

  private static TestExchange known(TestExchange exchange, JwtSecret secret) {
    exchange.entities = new TestEntities().with(JO).with(secret);
    return exchange;
  }

  private static JwtSecret secret(String algorithm, String publicKey) {
    return new JwtSecret("j1", 0L, new Ref("c1"), "k", "hush", publicKey, algorithm, null);
  }

  private static String unsigned(String header, String claims) {
    return URL.encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + URL.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
  }

  private static String hs256(String claims) throws Exception {
    String text = unsigned("{\"alg\":\"HS256\"}", claims);
    return text + "." + URL.encodeToString(hmac("hush".getBytes(StandardCharsets.UTF_8), text));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Step refused(String key, String message) {
    return Step.respond(
        Answer.exit(401, JsonNodeFactory.instance.objectNode().put(key, message))
            .with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
  }

  private Step bearer(Jwt plugin, String token) {
    return plugin.access(
        known(
            TestExchange.of("GET", "/x", "Authorization", "Bearer " + token),
            secret("HS256", null)));
  }

  @Test
  void theSameTokenInEveryPlaceCountsOnce() throws Exception {
    String token = hs256("{\"iss\":\"k\"}");
    TestExchange exchange =
        known(
            TestExchange.of(
                "GET",
                "/x?jwt=" + token,
                "Authorization",
                "bearer " + token,
                "Cookie",
                "a=b; jar=" + token),
            secret("HS256", null));
    assertSame(Step.NEXT, plugin(0).access(exchange));
    assertEquals(JO, exchange.consumer());
    assertEquals(token, exchange.shared().get("authenticated_jwt_token"));
    TestExchange two =
        known(
            TestExchange.of("GET", "/x?jwt=other", "Authorization", "Bearer " + token),
            secret("HS256", null));
    assertEquals(refused("message", "Multiple tokens provided"), plugin(0).access(two));
  }

  @ParameterizedTest
  @CsvSource({
    "garbage, Bad token; invalid JSON",
    "e30.e30, Bad token; invalid JSON",
    "e30.e30.c2ln, Bad token; invalid alg",
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJrIn0., Bad token; invalid alg",
    "eyJhbGciOiJIUzI1NiJ9.ZmFsc2U.c2ln, Bad token; invalid claims",
    "eyJhbGciOiJIUzI1NiJ9.e30.!, Bad token; invalid signature",
    "eyJhbGciOiJIUzI1NiJ9.e30.c2ln, No mandatory 'iss' in claims",
    "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiIifQ.c2ln, Invalid 'iss' in claims",
    "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln, No credentials found for given 'iss'",
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrIn0.c2ln, Invalid algorithm",
    "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJrIn0.c2ln, Invalid signature"
  })
  void whatIsWrongIsTold(String token, String message) {
    assertEquals(refused("message", message), bearer(plugin(0), token));
  }

  @Test
  void timesAreChecked() throws Exception {
    long now = context.now / 1_000;
    Jwt plugin = plugin(300, "exp", "nbf");
    String times = "{\"iss\":\"k\",\"exp\":%d,\"nbf\":%d}";
    assertSame(Step.NEXT, bearer(plugin, hs256(times.formatted(now + 300, now))));
    assertEquals(refused("exp", "token expired"), bearer(plugin, hs256(times.formatted(now, now))));
    assertEquals(
        refused("nbf", "token not valid yet"),
        bearer(plugin, hs256(times.formatted(now + 1, now + 1))));
    assertEquals(
        refused("exp", "exceeds maximum allowed expiration"),
        bearer(plugin, hs256(times.formatted(now + 301, now))));
  }

  private static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static KeyPair pair(String algorithm) throws Exception {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(
            algorithm.startsWith("ES") ? "EC" : algorithm.equals("EdDSA") ? "Ed25519" : "RSA");
    if (algorithm.startsWith("ES")) {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    }
    return generator.generateKeyPair();
  }

  @ParameterizedTest
  @CsvSource({
    "RS256, SHA256withRSA",
    "RS512, SHA512withRSA",
    "ES256, SHA256withECDSAinP1363Format",
    "EdDSA, Ed25519"
  })
  void publicKeysConfirmWhatTheirPrivateOnesSigned(String algorithm, String engine)
      throws Exception {
    KeyPair pair = pair(algorithm);
    String text = unsigned("{\"alg\":\"" + algorithm + "\"}", "{\"iss\":\"k\"}");
    Signature signature = Signature.getInstance(engine);
    signature.initSign(pair.getPrivate());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    String token = text + "." + URL.encodeToString(signature.sign());
    JwtSecret own = secret(algorithm, pem(pair.getPublic()));
    JwtSecret other = secret(algorithm, pem(pair(algorithm).getPublic()));
    assertSame(Step.NEXT, plugin(0).access(known(TestExchange.of("GET", "/x?jwt=" + token), own)));
    assertEquals(
        refused("message", "Invalid signature"),
        plugin(0).access(known(TestExchange.of("GET", "/x?jwt=" + token), other)));
  }

  @Test
  void thePublicKeyIsNoSecretToSignWith() throws Exception {
    String key = pem(pair("RS256").getPublic());
    String text = unsigned("{\"alg\":\"HS256\"}", "{\"iss\":\"k\"}");
    String token =
        text + "." + URL.encodeToString(hmac(key.getBytes(StandardCharsets.UTF_8), text));
    assertEquals(
        refused("message", "Invalid algorithm"),
        plugin(0).access(known(TestExchange.of("GET", "/x?jwt=" + token), secret("RS256", key))));
  }

  @Test
  void whereKongCrashesItIsACrash() {
    for (String claims : new String[] {"{\"iss\":5}", "null", "1", "true"}) {
      String token = unsigned("{\"alg\":\"HS256\"}", claims) + ".c2ln";
      assertThrows(IllegalArgumentException.class, () -> bearer(plugin(0), token), claims);
    }
    String text = unsigned("{\"alg\":\"ES256\"}", "{\"iss\":\"k\"}");
    TestExchange brokenKey =
        known(TestExchange.of("GET", "/x?jwt=" + text + ".c2ln"), secret("ES256", "no key"));
    assertThrows(IllegalArgumentException.class, () -> plugin(0).access(brokenKey));
  }
}
