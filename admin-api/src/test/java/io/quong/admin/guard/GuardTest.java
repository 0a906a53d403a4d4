package io.quong.admin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.admin.api.Guard;
import io.quong.admin.fixture.Client;
import io.quong.admin.fixture.TestAdminApi;
import io.quong.settings.SettingsReader;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
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

  private static String token(KeyPair pair, String issuer, String group) {
    return Jwt.issuer(issuer).upn("ann").groups(group).sign(pair.getPrivate());
  }
}
