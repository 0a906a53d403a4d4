package io.quong.plugins.circuitbreaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.Service;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Passport.State;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.ServiceGuard;
import io.quong.plugin.Step;
import java.util.Map;
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
public final class CircuitBreakerPlugin implements Plugin, ServiceGuard {
  private static final String OPEN = "The service is not asked for now: it failed too often";

  private final CircuitBreakerConfig config;
  private final PluginContext context;
  private final Breakers all;

  /** As many as there are services that were asked. */
  private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

  public CircuitBreakerPlugin(CircuitBreakerConfig config, PluginContext context) {
    this.config = config;
    this.context = context;
    this.all = context.nodeWide(Breakers.class, () -> new Breakers(context.metrics()));
  }

  @Override
  public Step access(Exchange exchange) {
    if (exchange.service() == null) {
      return Step.NEXT;
    }
    Breaker breaker = breaker(exchange.service());
    if (!breaker.admits()) {
      return Step.respond(
          Answer.error(503, OPEN).with("Retry-After", Long.toString(breaker.retryAfter())));
    }
    exchange.note(breaker);
    return Step.NEXT;
  }

  @Override
  public Watch admit(Service service) {
    Breaker breaker = breaker(service);
    if (!breaker.admits()) {
      throw new ServiceFailure(ServiceFailure.Kind.REFUSED, OPEN, breaker.retryAfter());
    }
    return breaker;
  }

  @Override
  public ObjectNode state(Service service) {
    return breaker(service).state();
  }

  private Breaker breaker(Service service) {
    Breaker known = breakers.get(service.id());
    return known != null ? known : breakers.computeIfAbsent(service.id(), id -> made(service));
  }

  private Breaker made(Service service) {
    String name = service.name() == null ? service.id() : service.name();
    Breaker breaker = new Breaker(config, context, name);
    all.add(breaker);
    return breaker;
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
      case SERVICE -> breaker.answered(status, millis);
      case ERROR -> breaker.failedHere(status, millis);
      // Another plugin answered in the upstream's place.
      case EXIT -> breaker.abandoned();
    }
    return Step.NEXT;
  }

  /** The client went away before there was an answer. */
  @Override
  public void log(Exchange exchange) {
    if (exchange.note() instanceof Breaker breaker) {
      breaker.abandoned();
    }
  }

  @Override
  public void close() {
    breakers.values().forEach(all::remove);
  }
}
