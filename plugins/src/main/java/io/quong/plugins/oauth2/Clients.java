package io.quong.plugins.oauth2;

import io.quong.plugin.Exchange;
import io.quong.plugin.PluginContext;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.HeaderField;
import io.quong.plugin.message.LenientBase64;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Finds applications, and whether they are who they say. */
final class Clients {
  private final PluginContext context;
  private final HeaderField header;

  Clients(PluginContext context, HeaderField header) {
    this.context = context;
    this.header = header;
  }

  /**
   * How an application says who it is.
   *
   * @param secret null for none
   * @param fromHeader whether the header says so and not the parameters
   */
  record Login(String id, String secret, boolean fromHeader) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Login[" + id + "]";
    }
  }

  Login login(Exchange exchange, Parameters parameters) {
    if (parameters.has("client_id") && parameters.has("client_secret")) {
      return new Login(parameters.text("client_id"), parameters.text("client_secret"), false);
    }
    String value = header.first(exchange.upstream().headers());
    if (value == null) {
      return new Login(parameters.text("client_id"), null, false);
    }
    String decoded = behindBasic(value);
    if (decoded == null) {
      return new Login(null, null, true);
    }
    String[] parts = decoded.split(":", -1);
    return new Login(
        ByteText.unicode(parts[0]), parts.length < 2 ? null : ByteText.unicode(parts[1]), true);
  }

  private static String behindBasic(String value) {
    for (int at = value.indexOf("asic"); at >= 0; at = value.indexOf("asic", at + 1)) {
      boolean scheme = at > 0 && (value.charAt(at - 1) == 'B' || value.charAt(at - 1) == 'b');
      if (scheme && at + 4 < value.length()) {
        byte[] decoded = LenientBase64.decode(value.substring(at + 4).strip());
        return decoded == null ? null : new String(decoded, StandardCharsets.ISO_8859_1);
      }
    }
    return null;
  }

  /** The application, or null. */
  static Oauth2Credential find(Exchange exchange, String id) {
    return id == null ? null : exchange.entities().unique(Oauth2Credential.class, "client_id", id);
  }

  /** Where its users may be sent back to; null for an unknown one and for none. */
  static List<String> redirectUris(Oauth2Credential client) {
    List<String> uris = client == null ? null : client.redirectUris();
    return uris == null || uris.isEmpty() ? null : uris;
  }

  /** What is wrong with what it says, or null in the future. */
  Future<OauthError> refuse(Oauth2Credential client, Login login) {
    String secret = login.secret();
    if (client.clientType().equals("public")) {
      return Future.succeededFuture(
          secret == null || secret.isBlank()
              ? null
              : OauthError.request("client_secret is disallowed for public clients"));
    }
    if (secret == null || client.clientSecret() == null) {
      return Future.succeededFuture(OauthError.INVALID_CLIENT);
    }
    if (Boolean.TRUE.equals(client.hashSecret())) {
      return context
          .vertx()
          .executeBlocking(() -> SecretHash.matches(client.clientSecret(), secret), false)
          .map(right -> right ? null : OauthError.INVALID_CLIENT);
    }
    boolean right =
        MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8),
            client.clientSecret().getBytes(StandardCharsets.UTF_8));
    return Future.succeededFuture(right ? null : OauthError.INVALID_CLIENT);
  }
}
