package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.SharedEntities;
import io.quong.plugin.Step;
import io.quong.plugin.auth.Authentication;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.HeaderField;
import java.time.Clock;
import java.util.Set;

/**
 * Kong's oauth2: an authorization server under the routes' own paths, and the check of its tokens.
 * Tokens are looked up at the control plane at each request, so that one that is taken away is no
 * good from then on.
 */
@GatewayPlugin(
    name = "oauth2",
    priority = 1400,
    scopes = {Scope.ROUTE, Scope.SERVICE})
public final class Oauth2 implements Plugin {
  private static final String SCOPE = "X-Authenticated-Scope";
  private static final String USER_ID = "X-Authenticated-UserId";

  private final Authentication authentication;
  private final SharedEntities entities;
  private final Clock clock;
  private final AccessTokens accessTokens;
  private final AuthorizeEndpoint authorize;
  private final TokenEndpoint token;
  private final boolean global;
  private final String bearer;
  private final Answer missing;
  private final Answer invalid;
  private final Answer globalToken;

  public Oauth2(Oauth2Config config, PluginContext context) {
    this.authentication = new Authentication(context, config.anonymous());
    this.entities = context.state().entities();
    this.clock = context.clock();
    this.global = Boolean.TRUE.equals(config.globalCredentials());
    String name = config.authHeaderName() == null ? "authorization" : config.authHeaderName();
    HeaderField header = new HeaderField(name);
    this.accessTokens = new AccessTokens(header, Boolean.TRUE.equals(config.hideCredentials()));
    Endpoint endpoint = new Endpoint(config);
    Tokens tokens = new Tokens(config, entities, clock);
    String plugin = context.instance().id();
    this.authorize = new AuthorizeEndpoint(config, endpoint, tokens, new Scopes(config), plugin);
    this.token =
        new TokenEndpoint(
            config,
            endpoint,
            new Clients(context, header),
            new Grants(config, endpoint, entities, tokens, plugin));
    this.bearer =
        ByteText.of(config.realm() == null ? "Bearer" : "Bearer realm=\"" + config.realm() + "\"");
    OauthError none = OauthError.request("The access token is missing");
    this.missing = Answer.exit(401, none.json()).with("WWW-Authenticate", bearer);
    this.invalid = refusal(401, "invalid_token", "The access token is invalid or has expired");
    this.globalToken =
        refusal(
            401,
            "invalid_token",
            "The access token is global, but the current plugin is configured without"
                + " 'global_credentials'");
  }

  private Answer refusal(int status, String error, String description) {
    return Answer.exit(
            status,
            JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("error_description", description))
        .with(
            "WWW-Authenticate",
            bearer + " error=\"" + error + "\" error_description=\"" + description + "\"");
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.REQUEST_BODY);
  }

  @Override
  public Step access(Exchange exchange) {
    String path = exchange.request().path();
    if (isAt(path, "/oauth2/token")) {
      return isPost(exchange) ? token.handle(exchange) : wrongMethod(exchange, "token");
    }
    if (isAt(path, "/oauth2/authorize")) {
      return isPost(exchange) ? authorize.handle(exchange) : wrongMethod(exchange, "authorization");
    }
    if (authentication.alreadyDone(exchange)) {
      tell(exchange, null);
      return Step.NEXT;
    }
    String text = accessTokens.find(exchange);
    if (text == null || text.isEmpty()) {
      return refuse(exchange, missing);
    }
    return Step.await(
        exchange
            .onLoop(entities.find(Oauth2Token.class, "access_token", text))
            .map(found -> check(exchange, found)));
  }

  private static boolean isAt(String path, String end) {
    return path.endsWith(end)
        || (path.endsWith("/")
            && path.regionMatches(path.length() - end.length() - 1, end, 0, end.length()));
  }

  private static boolean isPost(Exchange exchange) {
    return exchange.request().method().equals("POST");
  }

  private Step wrongMethod(Exchange exchange, String endpoint) {
    return Step.respond(
        refusal(
            405,
            "invalid_method",
            "The HTTP method "
                + exchange.request().method()
                + " is invalid for the "
                + endpoint
                + " endpoint"));
  }

  private Step check(Exchange exchange, Oauth2Token found) {
    if (found == null) {
      return refuse(exchange, invalid);
    }
    if (found.service() == null && !global) {
      return Step.respond(globalToken);
    }
    boolean elsewhere =
        found.service() != null
            && (exchange.service() == null
                || !exchange.service().id().equals(found.service().id()));
    long now = Math.floorDiv(clock.millis(), 1_000L);
    boolean over = found.expiresIn() > 0 && found.createdAt() + found.expiresIn() < now;
    Oauth2Credential client =
        elsewhere || over
            ? null
            : exchange.entities().byId(Oauth2Credential.class, found.credential().id());
    Consumer consumer =
        client == null ? null : exchange.entities().byId(Consumer.class, client.consumer().id());
    if (consumer == null) {
      return refuse(exchange, invalid);
    }
    tell(exchange, found);
    return authentication.accept(
        exchange, consumer, new Exchange.Credential(client.id(), client.clientId()));
  }

  private Step refuse(Exchange exchange, Answer answer) {
    tell(exchange, null);
    return authentication.refuse(exchange, answer);
  }

  /** Tells the upstream what the token is for; what the client says of it is taken away. */
  private static void tell(Exchange exchange, Oauth2Token found) {
    Headers headers = exchange.upstream().headers();
    set(headers, SCOPE, found == null ? null : found.scope());
    set(headers, USER_ID, found == null ? null : found.authenticatedUserid());
  }

  private static void set(Headers headers, String name, String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.set(name, ByteText.of(value));
    }
  }
}
