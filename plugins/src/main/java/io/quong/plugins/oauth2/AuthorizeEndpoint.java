package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.plugin.Exchange;
import io.quong.plugin.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code POST …/oauth2/authorize}: a code, or with the implicit grant a token. */
final class AuthorizeEndpoint {
  private final Oauth2Config config;
  private final Endpoint endpoint;
  private final Tokens tokens;
  private final Scopes scopes;
  private final Pkce pkce;
  private final String plugin;

  /**
   * @param plugin the instance's id
   */
  AuthorizeEndpoint(
      Oauth2Config config, Endpoint endpoint, Tokens tokens, Scopes scopes, String plugin) {
    this.config = config;
    this.endpoint = endpoint;
    this.tokens = tokens;
    this.scopes = scopes;
    this.pkce = new Pkce(config.pkce());
    this.plugin = plugin;
  }

  Step handle(Exchange exchange) {
    Parameters parameters = Parameters.of(exchange);
    OauthError early = endpoint.refuseConnection(exchange);
    if (early == null) {
      early = endpoint.refuseUser(parameters);
    }
    if (early != null) {
      return Endpoint.refuse(400, early, parameters);
    }
    Oauth2Credential client = Clients.find(exchange, parameters.text("client_id"));
    List<String> registered = Clients.redirectUris(client);
    if (registered == null) {
      return Endpoint.refuse(400, OauthError.INVALID_CLIENT, parameters);
    }
    String uri = registered.get(0);
    // All checks run, and the last one that fails is told.
    OauthError error = refuseType(parameters);
    OauthError scope = scopes.refuse(parameters);
    if (scope != null) {
      error = scope;
    }
    if (parameters.has("redirect_uri")) {
      if (registered.contains(parameters.text("redirect_uri"))) {
        uri = parameters.text("redirect_uri");
      } else {
        error = OauthError.REDIRECT;
      }
    }
    boolean code = "code".equals(parameters.text("response_type"));
    OauthError challenge = code ? pkce.refuseChallenge(parameters, client) : null;
    if (challenge != null) {
      error = challenge;
    }
    if (error != null) {
      return redirect(400, Redirect.query(uri, withState(error.parameters(), parameters)));
    }
    return Step.await(exchange.onLoop(grant(exchange, parameters, client, uri, code)));
  }

  private OauthError refuseType(Parameters parameters) {
    String type = parameters.text("response_type");
    boolean enabled =
        ("code".equals(type) && Boolean.TRUE.equals(config.enableAuthorizationCode()))
            || ("token".equals(type) && Boolean.TRUE.equals(config.enableImplicitGrant()));
    return enabled ? null : new OauthError("unsupported_response_type", "Invalid response_type");
  }

  private Future<Step> grant(
      Exchange exchange, Parameters parameters, Oauth2Credential client, String uri, boolean code) {
    String scope = scopes.granted(parameters);
    if (code) {
      return tokens
          .code(
              exchange,
              client,
              parameters,
              new Tokens.Code(plugin, scope, Pkce.challenge(parameters)))
          .map(
              made -> {
                Map<String, String> told = new TreeMap<>(Map.of("code", made.code()));
                return redirect(200, Redirect.query(uri, withState(told, parameters)));
              });
    }
    String userId = parameters.text("authenticated_userid");
    return tokens
        .make(exchange, client, userId, scope, false)
        .map(
            made -> {
              Map<String, String> told = new TreeMap<>();
              told.put("access_token", made.accessToken());
              told.put("token_type", "bearer");
              if (made.expiresIn() > 0) {
                told.put("expires_in", made.expiresIn().toString());
              }
              return redirect(200, Redirect.fragment(uri, withState(told, parameters)));
            });
  }

  private static Map<String, String> withState(Map<String, String> told, Parameters parameters) {
    String state = parameters.text("state");
    if (state != null) {
      told.put("state", state);
    }
    return told;
  }

  private static Step redirect(int status, String uri) {
    return Step.respond(
        Endpoint.answer(status, JsonNodeFactory.instance.objectNode().put("redirect_uri", uri)));
  }
}
