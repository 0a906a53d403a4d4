package io.quong.plugin.auth;

import io.quong.entity.Consumer;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.Exchange.Credential;
import io.quong.plugin.Headers;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;

/**
 * The flow that every authentication plugin follows. Without an anonymous consumer it must succeed
 * (several of them: all must). With one, a credential that an earlier plugin found is enough, and a
 * failure goes on as the anonymous consumer.
 */
public final class Authentication {
  private final PluginContext context;
  private final String anonymous;

  /**
   * @param anonymous the configuration's consumer id or username; null or empty for none
   */
  public Authentication(PluginContext context, String anonymous) {
    this.context = context;
    this.anonymous = anonymous == null || anonymous.isEmpty() ? null : anonymous;
  }

  /** Whether an earlier plugin's success makes this one's run needless. */
  public boolean alreadyDone(Exchange exchange) {
    return anonymous != null && exchange.credential() != null;
  }

  /** Ends a failed run: the answer, or the anonymous consumer in its place. */
  public Step refuse(Exchange exchange, Answer answer) {
    if (anonymous == null) {
      return Step.respond(answer);
    }
    Consumer consumer = context.consumer(exchange.entities(), anonymous);
    if (consumer == null) {
      throw new IllegalStateException("anonymous consumer " + anonymous + " is unknown or invalid");
    }
    return accept(exchange, consumer, null);
  }

  /**
   * Ends a successful run: sets both and tells the upstream who it is. Identity headers that the
   * client sent are replaced or removed.
   */
  public Step accept(Exchange exchange, Consumer consumer, Credential credential) {
    exchange.authenticate(consumer, credential);
    Headers headers = exchange.upstream().headers();
    setOrRemove(headers, "X-Consumer-ID", consumer == null ? null : consumer.id());
    setOrRemove(headers, "X-Consumer-Custom-ID", consumer == null ? null : consumer.customId());
    setOrRemove(headers, "X-Consumer-Username", consumer == null ? null : consumer.username());
    if (credential == null) {
      headers.remove("X-Credential-Identifier");
      headers.set("X-Anonymous-Consumer", "true");
    } else {
      setOrRemove(headers, "X-Credential-Identifier", credential.identifier());
      headers.remove("X-Anonymous-Consumer");
    }
    return Step.NEXT;
  }

  private static void setOrRemove(Headers headers, String name, String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.set(name, ByteText.of(value));
    }
  }
}
