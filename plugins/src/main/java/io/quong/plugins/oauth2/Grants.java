package io.quong.plugins.oauth2;

import io.quong.plugin.Exchange;
import io.quong.plugin.SharedEntities;
import io.quong.schema.Ref;
import io.vertx.core.Future;

/** What each grant asks for before a token is made. */
final class Grants {
  private final Endpoint endpoint;
  private final SharedEntities entities;
  private final Tokens tokens;
  private final Scopes scopes;
  private final Pkce pkce;
  private final boolean reuseRefreshToken;
  private final String plugin;

  /**
   * @param plugin the instance's id
   */
  Grants(
      Oauth2Config config,
      Endpoint endpoint,
      SharedEntities entities,
      Tokens tokens,
      String plugin) {
    this.endpoint = endpoint;
    this.entities = entities;
    this.tokens = tokens;
    this.scopes = new Scopes(config);
    this.pkce = new Pkce(config.pkce());
    this.reuseRefreshToken = Boolean.TRUE.equals(config.reuseRefreshToken());
    this.plugin = plugin;
  }

  /** A token, or why there is none. */
  record Granted(Oauth2Token token, OauthError refused) {}

  private static Future<Granted> refuse(OauthError error) {
    return Future.succeededFuture(new Granted(null, error));
  }

  private static Future<Granted> granted(Future<Oauth2Token> token) {
    return token.map(made -> new Granted(made, null));
  }

  /**
   * @param grant an enabled one
   * @param client may be null for client_credentials only
   */
  Future<Granted> run(
      String grant, Exchange exchange, Oauth2Credential client, Parameters parameters) {
    return switch (grant) {
      case "authorization_code" -> code(exchange, client, parameters);
      case "refresh_token" -> refresh(exchange, client, parameters);
      case "password" -> {
        OauthError wrong = endpoint.refuseUser(parameters);
        yield wrong == null ? scoped(exchange, client, parameters, true) : refuse(wrong);
      }
      default -> {
        if (parameters.has("authenticated_userid") && !endpoint.isProvisioned(parameters)) {
          yield refuse(OauthError.PROVISION_KEY);
        }
        yield client == null
            ? refuse(OauthError.INVALID_CLIENT)
            : scoped(exchange, client, parameters, false);
      }
    };
  }

  private Future<Granted> scoped(
      Exchange exchange, Oauth2Credential client, Parameters parameters, boolean refresh) {
    OauthError wrong = scopes.refuse(parameters);
    if (wrong != null) {
      return refuse(wrong);
    }
    String userId = parameters.text("authenticated_userid");
    return granted(tokens.make(exchange, client, userId, scopes.granted(parameters), refresh));
  }

  private Future<Granted> code(Exchange exchange, Oauth2Credential client, Parameters parameters) {
    String text = parameters.text("code");
    if (text == null || text.isEmpty()) {
      return refuse(OauthError.CODE);
    }
    return exchange
        .onLoop(entities.find(AuthorizationCode.class, "code", text))
        .compose(code -> exchange(exchange, client, parameters, code));
  }

  private Future<Granted> exchange(
      Exchange exchange, Oauth2Credential client, Parameters parameters, AuthorizationCode code) {
    String service = tokens.service(exchange);
    if (code == null
        || (service != null && !names(code.service(), service))
        || !names(code.credential(), client.id())) {
      return refuse(OauthError.CODE);
    }
    OauthError wrong = pkce.refuseVerifier(parameters, code, client);
    if (wrong != null) {
      return refuse(wrong);
    }
    if (service == null && !names(code.plugin(), plugin)) {
      return refuse(OauthError.CODE);
    }
    // Of several that bring the same code at once, the one that takes it away gets the token.
    return exchange
        .onLoop(entities.delete(AuthorizationCode.class, code.id()))
        .compose(
            mine ->
                mine
                    ? granted(
                        tokens.make(
                            exchange, client, code.authenticatedUserid(), code.scope(), true))
                    : refuse(OauthError.CODE));
  }

  private Future<Granted> refresh(
      Exchange exchange, Oauth2Credential client, Parameters parameters) {
    String text = parameters.text("refresh_token");
    OauthError unknown = OauthError.request("Invalid refresh_token");
    if (text == null || text.isEmpty()) {
      return refuse(unknown);
    }
    return exchange
        .onLoop(entities.find(Oauth2Token.class, "refresh_token", text))
        .compose(
            token -> {
              String service = tokens.service(exchange);
              if (token == null || (service != null && !names(token.service(), service))) {
                return refuse(unknown);
              }
              if (!names(token.credential(), client.id())) {
                return refuse(OauthError.INVALID_CLIENT);
              }
              if (!scopes.covers(token.scope())) {
                return refuse(OauthError.scope("Scope mismatch"));
              }
              return renew(exchange, client, token, unknown);
            });
  }

  private Future<Granted> renew(
      Exchange exchange, Oauth2Credential client, Oauth2Token token, OauthError unknown) {
    if (reuseRefreshToken) {
      return tokens.renew(token).map(made -> new Granted(made, made == null ? unknown : null));
    }
    return exchange
        .onLoop(entities.delete(Oauth2Token.class, token.id()))
        .compose(
            mine ->
                mine
                    ? granted(
                        tokens.make(
                            exchange, client, token.authenticatedUserid(), token.scope(), true))
                    : refuse(unknown));
  }

  private static boolean names(Ref reference, String id) {
    return reference != null && id.equals(reference.id());
  }
}
