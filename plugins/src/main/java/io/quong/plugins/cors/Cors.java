package io.quong.plugins.cors;

import io.quong.lua.LuaNumbers;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import java.util.List;

/** Kong's cors: answers preflights itself, and names the allowed origin on every other answer. */
@GatewayPlugin(
    name = "cors",
    priority = 2000,
    scopes = {Scope.ROUTE, Scope.SERVICE})
public final class Cors implements Plugin {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ALL_METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT";
  private static final Step PREFLIGHT_ANSWER = Step.respond(Answer.exit(200));

  private final AllowedOrigins origins;
  private final boolean credentials;
  private final boolean privateNetwork;
  private final boolean preflightContinue;
  private final String methods;
  private final String allowedHeaders;
  private final String exposedHeaders;
  private final String maxAge;

  public Cors(CorsConfig config, PluginContext context) {
    this.origins = new AllowedOrigins(config.origins());
    this.credentials = Boolean.TRUE.equals(config.credentials());
    this.privateNetwork = Boolean.TRUE.equals(config.privateNetwork());
    this.preflightContinue = Boolean.TRUE.equals(config.preflightContinue());
    this.methods = config.methods() == null ? ALL_METHODS : joined(config.methods());
    this.allowedHeaders = joined(config.headers());
    this.exposedHeaders = joined(config.exposedHeaders());
    this.maxAge = config.maxAge() == null ? null : LuaNumbers.text(config.maxAge());
  }

  private static String joined(List<String> values) {
    return values == null || values.isEmpty() ? null : ByteText.of(String.join(",", values));
  }

  @Override
  public Step access(Exchange exchange) {
    Headers asked = exchange.request().headers();
    if (!exchange.request().method().equals("OPTIONS")
        || !asked.contains("Origin")
        || !asked.contains("Access-Control-Request-Method")) {
      return Step.NEXT;
    }
    // A preflight's answer is complete, and one that the upstream answers is none of ours.
    exchange.note(true);
    if (preflightContinue) {
      return Step.NEXT;
    }
    Headers answer = exchange.response().headers();
    origin(exchange, answer, false);
    setOrRemove(
        answer,
        "Access-Control-Allow-Headers",
        allowedHeaders != null ? allowedHeaders : asked.get("Access-Control-Request-Headers"));
    answer.set("Access-Control-Allow-Methods", methods);
    if (maxAge != null) {
      answer.set("Access-Control-Max-Age", maxAge);
    }
    if (privateNetwork && asked.has("Access-Control-Request-Private-Network", "true")) {
      answer.set("Access-Control-Allow-Private-Network", "true");
    }
    return PREFLIGHT_ANSWER;
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (exchange.note() == null) {
      Headers answer = exchange.response().headers();
      origin(exchange, answer, true);
      if (exposedHeaders != null) {
        answer.set("Access-Control-Expose-Headers", exposedHeaders);
      }
    }
    return Step.NEXT;
  }

  private void origin(Exchange exchange, Headers answer, boolean actual) {
    String asked = exchange.request().headers().get("Origin");
    String named = origins.answer(asked);
    if (!origins.everyone()) {
      vary(answer, actual);
    }
    setOrRemove(answer, ALLOW_ORIGIN, named);
    if (!credentials) {
      return;
    }
    // With credentials a browser takes no star: the origin itself is named.
    if (AllowedOrigins.ANY.equals(named)) {
      if (asked == null || asked.isEmpty()) {
        return;
      }
      answer.set(ALLOW_ORIGIN, asked);
      vary(answer, actual);
    }
    answer.set("Access-Control-Allow-Credentials", "true");
  }

  /** An actual answer may have a Vary of the upstream's, which stays. */
  private static void vary(Headers answer, boolean actual) {
    if (actual) {
      answer.add("Vary", "Origin");
    } else {
      answer.set("Vary", "Origin");
    }
  }

  private static void setOrRemove(Headers headers, String name, String value) {
    if (value == null) {
      headers.remove(name);
    } else {
      headers.set(name, value);
    }
  }
}
