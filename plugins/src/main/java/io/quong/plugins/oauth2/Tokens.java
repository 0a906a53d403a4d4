package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.SharedEntities;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes tokens and codes, and tells which service they are for. */
final class Tokens {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 32;
  private static final long CODE_SECONDS = 300;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SharedEntities entities;
  private final Clock clock;
  private final int expiration;
  private final long refreshTtl;
  private final boolean global;

  Tokens(Oauth2Config config, SharedEntities entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
    this.expiration = config.tokenExpiration().intValue();
    this.refreshTtl = config.refreshTokenTtl().longValue();
    this.global = Boolean.TRUE.equals(config.globalCredentials());
  }

  /** The service that tokens are for; null for any. */
  String service(Exchange exchange) {
    if (global) {
      return null;
    }
    if (exchange.service() == null) {
      throw new IllegalStateException("oauth2 without global_credentials needs a service");
    }
    return exchange.service().id();
  }

  /**
   * Makes a token.
   *
   * @param refresh whether a refresh token comes with it
   */
  Future<Oauth2Token> make(
      Exchange exchange, Oauth2Credential client, String userId, String scope, boolean refresh) {
    ObjectNode body = owned(service(exchange), client, userId, scope);
    body.put("expires_in", expiration);
    if (refresh && expiration > 0) {
      body.put("refresh_token", random());
    }
    if (expiration > 0 && refreshTtl > 0) {
      body.put("ttl", refreshTtl);
    }
    return entities.insert(Oauth2Token.class, body);
  }

  /** Gives a token row another access token; its refresh token stays. */
  Future<Oauth2Token> renew(Oauth2Token token) {
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    change.put("access_token", random()).put("expires_in", expiration);
    change.put("created_at", Math.floorDiv(clock.millis(), 1_000L));
    return entities.update(Oauth2Token.class, token.id(), change);
  }

  /** Makes a code that is good for some minutes. */
  Future<AuthorizationCode> code(
      Exchange exchange, Oauth2Credential client, Parameters parameters, Code wanted) {
    String userId = parameters.text("authenticated_userid");
    ObjectNode body = owned(service(exchange), client, userId, wanted.scope());
    body.putObject("plugin").put("id", wanted.plugin());
    if (wanted.challenge() != null) {
      body.put("challenge", wanted.challenge()).put("challenge_method", "S256");
    }
    body.put("ttl", CODE_SECONDS);
    return entities.insert(AuthorizationCode.class, body);
  }

  /**
   * What a code is for.
   *
   * @param challenge of PKCE, or null
   */
  record Code(String plugin, String scope, String challenge) {}

  private static ObjectNode owned(
      String service, Oauth2Credential client, String userId, String scope) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("credential").put("id", client.id());
    if (service != null) {
      body.putObject("service").put("id", service);
    }
    // Kong keeps an empty text as none.
    if (userId != null && !userId.isEmpty()) {
      body.put("authenticated_userid", userId);
    }
    if (scope != null && !scope.isEmpty()) {
      body.put("scope", scope);
    }
    return body;
  }

  private static String random() {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
