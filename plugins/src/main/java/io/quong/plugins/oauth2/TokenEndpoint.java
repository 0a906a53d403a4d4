package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.Step;
import io.vertx.core.Future;
import java.util.List;

/** {@code POST …/oauth2/token}: who may have a token gets one. */
final class TokenEndpoint {
  private final Oauth2Config config;
  private final Endpoint endpoint;
  private final Clients clients;
  private final Grants grants;

  TokenEndpoint(Oauth2Config config, Endpoint endpoint, Clients clients, Grants grants) {
    this.config = config;
    this.endpoint = endpoint;
    this.clients = clients;
    this.grants = grants;
  }

  Step handle(Exchange exchange) {
    Parameters parameters = Parameters.of(exchange);
    OauthError insecure = endpoint.refuseConnection(exchange);
    if (insecure != null) {
      return Endpoint.refuse(400, insecure, parameters);
    }
    Clients.Login login = clients.login(exchange, parameters);
    Oauth2Credential client = Clients.find(exchange, login.id());
    String grant = parameters.text("grant_type");
    // All checks run, and the last one that fails is told.
    OauthError wrong =
        isEnabled(grant) ? null : new OauthError("unsupported_grant_type", "Invalid grant_type");
    if (!"client_credentials".equals(grant)) {
      OauthError redirect = refuseRedirect(client, parameters);
      wrong = redirect == null ? wrong : redirect;
    }
    OauthError soFar = wrong;
    Future<OauthError> secret =
        client == null ? Future.succeededFuture() : clients.refuse(client, login);
    Future<Step> answered =
        exchange
            .onLoop(secret)
            .compose(
                refused -> {
                  OauthError last = refused == null ? soFar : refused;
                  return last != null
                      ? Future.succeededFuture(refuse(last, login, parameters))
                      : grants
                          .run(grant, exchange, client, parameters)
                          .map(granted -> step(granted, parameters));
                });
    return Step.await(exchange.onLoop(answered));
  }

  private boolean isEnabled(String grant) {
    return grant != null
        && switch (grant) {
          case "authorization_code", "refresh_token" -> true;
          case "client_credentials" -> Boolean.TRUE.equals(config.enableClientCredentials());
          case "password" -> Boolean.TRUE.equals(config.enablePasswordGrant());
          default -> false;
        };
  }

  private static OauthError refuseRedirect(Oauth2Credential client, Parameters parameters) {
    List<String> registered = Clients.redirectUris(client);
    if (registered == null) {
      return OauthError.INVALID_CLIENT;
    }
    return parameters.has("redirect_uri") && !registered.contains(parameters.text("redirect_uri"))
        ? OauthError.REDIRECT
        : null;
  }

  private static Step refuse(OauthError error, Clients.Login login, Parameters parameters) {
    if (!error.client() || !login.fromHeader()) {
      return Endpoint.refuse(400, error, parameters);
    }
    Answer answer = Endpoint.answer(401, Endpoint.withState(error.json(), parameters));
    return Step.respond(answer.with("WWW-Authenticate", "Basic realm=\"OAuth2.0\""));
  }

  private static Step step(Grants.Granted granted, Parameters parameters) {
    if (granted.refused() != null) {
      return Endpoint.refuse(400, granted.refused(), parameters);
    }
    Oauth2Token token = granted.token();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("access_token", token.accessToken()).put("token_type", "bearer");
    if (token.expiresIn() > 0) {
      body.put("expires_in", token.expiresIn());
      if (token.refreshToken() != null) {
        body.put("refresh_token", token.refreshToken());
      }
    }
    return Step.respond(Endpoint.answer(200, Endpoint.withState(body, parameters)));
  }
}
