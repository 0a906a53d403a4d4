package io.quong.plugins.basicauth;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.auth.Authentication;
import io.quong.plugin.message.ByteText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Kong's basic-auth: name and password of a consumer. */
@GatewayPlugin(
    name = "basic-auth",
    priority = 1100,
    scopes = {Scope.ROUTE, Scope.SERVICE})
public final class BasicAuth implements Plugin {
  private static final String AUTHORIZATION = "Authorization";
  private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

  private final Authentication authentication;
  private final boolean hide;
  private final Answer refusal;

  public BasicAuth(BasicAuthConfig config, PluginContext context) {
    this.authentication = new Authentication(context, config.anonymous());
    this.hide = Boolean.TRUE.equals(config.hideCredentials());
    String challenge = "Basic realm=\"" + config.realm() + "\"";
    this.refusal =
        Answer.error(401, "Unauthorized").with("WWW-Authenticate", ByteText.of(challenge));
  }

  @Override
  public Step access(Exchange exchange) {
    if (authentication.alreadyDone(exchange)) {
      return Step.NEXT;
    }
    Login login = login(exchange, PROXY_AUTHORIZATION);
    BasicAuthCredential credential = credential(exchange, login);
    if (credential == null) {
      login = login(exchange, AUTHORIZATION);
      credential = credential(exchange, login);
    }
    if (credential == null || !matches(credential, login)) {
      return authentication.refuse(exchange, refusal);
    }
    Consumer consumer = exchange.entities().byId(Consumer.class, credential.consumer().id());
    if (consumer == null) {
      return authentication.refuse(exchange, refusal);
    }
    return authentication.accept(
        exchange,
        consumer,
        new Exchange.Credential(credential.id(), credential.username(), credential));
  }

  /** Reads a header, and hides it whatever is in it. */
  private Login login(Exchange exchange, String name) {
    Headers headers = exchange.upstream().headers();
    String value = headers.get(name);
    if (value == null) {
      return null;
    }
    if (hide) {
      headers.remove(name);
    }
    return Login.read(value);
  }

  private static BasicAuthCredential credential(Exchange exchange, Login login) {
    return login == null
        ? null
        : exchange.entities().unique(BasicAuthCredential.class, "username", login.name());
  }

  private static boolean matches(BasicAuthCredential credential, Login login) {
    String hash = PasswordHash.of(login.passwordBytes(), credential.consumer().id());
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII),
        credential.password().getBytes(StandardCharsets.UTF_8));
  }
}
