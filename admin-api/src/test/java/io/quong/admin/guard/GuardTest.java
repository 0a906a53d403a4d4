package io.quong.admin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.quong.admin.api.Guard;
import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.TestAdminApi;
import io.quong.settings.SettingsReader;
import io.smallrye.jwt.build.Jwt;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

/** Who may use the Admin API. */
class GuardTest {
  private static final String SERVICE = "{\"name\":\"s\",\"host\":\"h\"}";

  private static int status(Client client, String method, String token) throws Exception {
    String body = method.equals("GET") ? null : SERVICE;
    return token == null
        ? client.send(method, "/services", body).status()
        : client.send(method, "/services", body, "Authorization", "Bearer " + token).status();
  }

  private static Guard guard(Map<String, String> settings) throws Exception {
    return Guards.of(new SettingsReader(Map.of()).read(null, settings));
  }

  @Test
  void tokensHaveRolesAndVersionsSayWhose() throws Exception {
    Guard guard =
        guard(
            Map.of(
                "quong_admin_auth", "token",
                "quong_admin_token", "may do everything",
                "quong_admin_read_token", "may only read it"));
    try (TestAdminApi api = new TestAdminApi("guard_token", guard)) {
      Client client = new Client(api.port());
      assertEquals(401, status(client, "GET", null));
      assertEquals(401, status(client, "GET", "may do everything and more"));
      assertEquals(200, status(client, "GET", "may only read it"));
      assertEquals(403, status(client, "POST", "may only read it"));
      assertEquals(201, status(client, "POST", "may do everything"));
      assertEquals(204, client.send("OPTIONS", "/services", null).status());
      assertEquals(
          "admin",
          client
              .send("GET", "/quong/versions/1", null, "Authorization", "Bearer may only read it")
              .body()
              .get("who")
              .asText());
    }
  }

  @Test
  void signedTokensAreCheckedForSignatureIssuerAndGroup() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair pair = generator.generateKeyPair();
    String key =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    Guard guard =
        guard(
            Map.of(
                "quong_admin_auth", "jwt",
                "quong_admin_jwt_key", key,
                "quong_admin_jwt_issuer", "https://issuer.test"));
    try (TestAdminApi api = new TestAdminApi("guard_jwt", guard)) {
      Client client = new Client(api.port());
      assertEquals(201, status(client, "POST", token(pair, "https://issuer.test", "admin")));
      assertEquals(403, status(client, "POST", token(pair, "https://issuer.test", "read-only")));
      assertEquals(200, status(client, "GET", token(pair, "https://issuer.test", "read-only")));
      assertEquals(401, status(client, "GET", token(pair, "https://issuer.test", "others")));
      assertEquals(401, status(client, "GET", token(pair, "https://other.test", "admin")));
      KeyPair other = generator.generateKeyPair();
      assertEquals(401, status(client, "GET", token(other, "https://issuer.test", "admin")));
    }
  }

  @Test
  void theIssuersKeysAreReadAsTheyChange() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair first = generator.generateKeyPair();
    KeyPair second = generator.generateKeyPair();
    AtomicReference<String> keys = new AtomicReference<>(keySet("one", first));
    HttpServer issuer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/keys",
        exchange -> {
          byte[] body = keys.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
    String url = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys";
    Guard guard =
        guard(
            Map.of(
                "quong_admin_auth", "jwt",
                "quong_admin_jwt_jwks", url,
                "quong_admin_jwt_roles", "realm_access/roles",
                "quong_admin_jwt_issuer", "https://issuer.test"));
    try (TestAdminApi api = new TestAdminApi("guard_jwks", guard)) {
      Client client = new Client(api.port());
      assertEquals(201, status(client, "POST", realm(first, "one", "admin")));
      assertEquals(403, status(client, "POST", realm(first, "one", "read-only")));
      assertEquals(401, status(client, "GET", realm(first, "one", "others")));
      assertEquals(401, status(client, "GET", realm(second, "one", "admin")));
      assertEquals(
          401, status(client, "GET", token(first, "https://issuer.test", "admin")), "other claim");
      keys.set(keySet("two", second));
      // Keys that were fetched less than 300 ms ago are not fetched again: jose4j has it so.
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertEquals(200, status(client, "GET", realm(second, "two", "admin")));
    } finally {
      issuer.stop(0);
    }
  }

  private static String keySet(String id, KeyPair pair) throws Exception {
    PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
    key.setKeyId(id);
    return new JsonWebKeySet(key).toJson();
  }

  private static String realm(KeyPair pair, String keyId, String role) {
    return Jwt.issuer("https://issuer.test")
        .upn("ann")
        .claim("realm_access", Map.of("roles", List.of(role)))
        .jws()
        .keyId(keyId)
        .sign(pair.getPrivate());
  }

  private static String token(KeyPair pair, String issuer, String group) {
    return Jwt.issuer(issuer).upn("ann").groups(group).sign(pair.getPrivate());
  }
}
