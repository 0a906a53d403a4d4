package io.quong.plugins.circuitbreaker;

import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Passport.State;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stops asking a service that fails: answers 503 with {@code Retry-After} at once while it is open,
 * and lets a few requests through after a pause. Each service has a breaker of its own, also under
 * a global instance.
 */
@GatewayPlugin(
    name = "circuit-breaker",
    priority = 760,
    version = "1.0.0",
    scopes = {Scope.ROUTE, Scope.SERVICE})
public final class CircuitBreakerPlugin implements Plugin {
  private static final int TIMED_OUT = 504;

  private final CircuitBreakerConfig config;
  private final PluginContext context;
  private final Set<String> failures;

  /** As many as there are services that were asked. */
  private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

  public CircuitBreakerPlugin(CircuitBreakerConfig config, PluginContext context) {
    this.config = config;
    this.context = context;
    this.failures = Set.copyOf(config.failures());
  }

  @Override
  public Step access(Exchange exchange) {
    if (exchange.service() == null) {
      return Step.NEXT;
    }
    Breaker breaker = breaker(exchange);
    if (!breaker.admits()) {
      return Step.respond(
          Answer.error(503, "The service is not asked for now: it failed too often")
              .with("Retry-After", Long.toString(breaker.retryAfter())));
    }
    exchange.note(breaker);
    return Step.NEXT;
  }

  private Breaker breaker(Exchange exchange) {
    Breaker known = breakers.get(exchange.service().id());
    if (known != null) {
      return known;
    }
    String name = exchange.service().name();
    return breakers.computeIfAbsent(
        exchange.service().id(), id -> new Breaker(config, context, name == null ? id : name));
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (!(exchange.note() instanceof Breaker breaker)) {
      return Step.NEXT;
    }
    exchange.note(null);
    long millis = exchange.passport().millis(State.BALANCER_START, State.UPSTREAM_HEAD);
    int status = exchange.response().status();
    switch (exchange.response().source()) {
      case SERVICE -> judge(breaker, Integer.toString(status), millis);
      case ERROR -> failedHere(breaker, status, millis);
      // Another plugin answered in the upstream's place.
      case EXIT -> breaker.abandoned();
    }
    return Step.NEXT;
  }

  /** The gateway could not get an answer; a plugin's crash says nothing of the upstream. */
  private void failedHere(Breaker breaker, int status, long millis) {
    if (status == TIMED_OUT || status == 502 || status == 503) {
      judge(breaker, status == TIMED_OUT ? "timeout" : "connect", millis);
    } else {
      breaker.abandoned();
    }
  }

  private void judge(Breaker breaker, String outcome, long millis) {
    if (failures.contains(outcome)) {
      breaker.failed(millis, outcome);
    } else {
      breaker.succeeded(millis);
    }
  }

  /** The client went away before there was an answer. */
  @Override
  public void log(Exchange exchange) {
    if (exchange.note() instanceof Breaker breaker) {
      breaker.abandoned();
    }
  }
}
