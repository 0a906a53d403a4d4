package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Answer;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What both endpoints of the plugin have in common. */
final class Endpoint {
  private final boolean terminated;
  private final String provisionKey;

  Endpoint(Oauth2Config config) {
    this.terminated = Boolean.TRUE.equals(config.acceptHttpIfAlreadyTerminated());
    this.provisionKey = config.provisionKey();
  }

  /** What is wrong with the connection, or null: it must be TLS. */
  OauthError refuseConnection(Exchange exchange) {
    ClientRequest request = exchange.request();
    if (request.scheme().equals("https")) {
      return null;
    }
    if (terminated) {
      if (request.headers().all("X-Forwarded-Proto").size() > 1) {
        return new OauthError("access_denied", "Only one X-Forwarded-Proto header allowed");
      }
      if (request.forwardedScheme().equalsIgnoreCase("https")) {
        return null;
      }
    }
    return new OauthError("access_denied", "You must use HTTPS");
  }

  /** Whether the request has the key that lets the front end speak for users. */
  boolean isProvisioned(Parameters parameters) {
    String given = parameters.text("provision_key");
    return given != null
        && provisionKey != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), provisionKey.getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with the key, or the user that it speaks for; null for nothing. */
  OauthError refuseUser(Parameters parameters) {
    if (!isProvisioned(parameters)) {
      return OauthError.PROVISION_KEY;
    }
    return parameters.isBlank("authenticated_userid") ? OauthError.USER : null;
  }

  static Answer answer(int status, ObjectNode body) {
    return Answer.exit(status, body).with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }

  /** An error as JSON, with the {@code state} that was sent. */
  static Step refuse(int status, OauthError error, Parameters parameters) {
    return Step.respond(answer(status, withState(error.json(), parameters)));
  }

  static ObjectNode withState(ObjectNode body, Parameters parameters) {
    String state = parameters.text("state");
    return state == null ? body : body.put("state", state);
  }
}
