package io.quong.plugins.keyauth;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.auth.Authentication;
import io.quong.plugin.message.ByteText;
import java.util.Set;

/** Kong's key-auth. */
@GatewayPlugin(
    name = "key-auth",
    priority = 1250,
    scopes = {Scope.ROUTE, Scope.SERVICE})
public final class KeyAuth implements Plugin {
  private final KeyAuthConfig config;
  private final Authentication authentication;
  private final KeySearch search;
  private final Answer noKey;
  private final Answer unauthorized;
  private final Answer duplicate;

  public KeyAuth(KeyAuthConfig config, PluginContext context) {
    this.config = config;
    this.authentication = new Authentication(context, config.anonymous());
    this.search = new KeySearch(config);
    String challenge = config.realm() == null ? "Key" : "Key realm=\"" + config.realm() + "\"";
    this.noKey = refusal("No API key found in request", challenge);
    this.unauthorized = refusal("Unauthorized", challenge);
    this.duplicate = refusal("Duplicate API key found", challenge);
  }

  private static Answer refusal(String message, String challenge) {
    return Answer.error(401, message).with("WWW-Authenticate", ByteText.of(challenge));
  }

  @Override
  public Set<Need> needs() {
    return Boolean.TRUE.equals(config.keyInBody()) ? Set.of(Need.REQUEST_BODY) : Set.of();
  }

  @Override
  public Step access(Exchange exchange) {
    if (Boolean.FALSE.equals(config.runOnPreflight())
        && exchange.request().method().equals("OPTIONS")) {
      return Step.NEXT;
    }
    if (authentication.alreadyDone(exchange)) {
      return Step.NEXT;
    }
    KeySearch.Found found = search.find(exchange);
    return switch (found.kind()) {
      case NONE -> authentication.refuse(exchange, noKey);
      case DUPLICATE -> authentication.refuse(exchange, duplicate);
      case KEY -> authenticate(exchange, found.key());
    };
  }

  private Step authenticate(Exchange exchange, String key) {
    KeyAuthCredential credential =
        exchange.entities().unique(KeyAuthCredential.class, "key", ByteText.unicode(key));
    if (credential == null) {
      return authentication.refuse(exchange, unauthorized);
    }
    Consumer consumer = exchange.entities().byId(Consumer.class, credential.consumer().id());
    if (consumer == null) {
      return authentication.refuse(exchange, unauthorized);
    }
    return authentication.accept(
        exchange, consumer, new Exchange.Credential(credential.id(), credential.id(), credential));
  }
}
