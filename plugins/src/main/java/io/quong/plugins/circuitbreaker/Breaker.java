package io.quong.plugins.circuitbreaker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.quong.plugin.Metrics;
import io.quong.plugin.PluginContext;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.ServiceGuard;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The breaker of one service: the library's, with its state in the metrics. */
final class Breaker implements ServiceGuard.Watch {
  private static final System.Logger LOG = System.getLogger(Breaker.class.getName());

  static final String METRIC = "quong_circuit_breaker_state";

  private static final int TIMED_OUT = 504;

  private final String service;
  private final String plugin;
  private final CircuitBreaker breaker;
  private final Set<String> failures;
  private final Metrics.Gauge shown;
  private final Clock clock;
  private final long openMillis;
  private volatile long openedAt;

  /**
   * @param service its name or id, for logs and metrics
   */
  Breaker(CircuitBreakerConfig config, PluginContext context, String service) {
    this.service = service;
    this.plugin = context.instance().id();
    this.failures = Set.copyOf(config.failures());
    this.clock = context.clock();
    this.openMillis = config.openFor() * 1000L;
    boolean counted = config.windowType().equals("requests");
    int least = counted ? Math.min(config.minRequests(), config.window()) : config.minRequests();
    var settings =
        io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.custom()
            .failureRateThreshold(config.failureRate())
            .slidingWindowSize(config.window())
            .minimumNumberOfCalls(least)
            .slidingWindowType(
                counted ? SlidingWindowType.COUNT_BASED : SlidingWindowType.TIME_BASED)
            .waitDurationInOpenState(Duration.ofMillis(openMillis))
            .permittedNumberOfCallsInHalfOpenState(config.halfOpenRequests())
            .currentTimestampFunction(time -> clock.millis(), TimeUnit.MILLISECONDS)
            .clock(clock);
    if (config.slowCall() != null) {
      settings
          .slowCallDurationThreshold(Duration.ofMillis(config.slowCall()))
          .slowCallRateThreshold(config.slowRate());
    }
    this.breaker = CircuitBreaker.of(service, settings.build());
    this.shown =
        context
            .metrics()
            .gauge(
                METRIC,
                "State of a service's circuit breaker: 0 closed, 1 half open, 2 open",
                "service");
    show();
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              State state = event.getStateTransition().getToState();
              openedAt = clock.millis();
              shown.set(number(state), service);
              LOG.log(
                  System.Logger.Level.WARNING,
                  "[circuit-breaker] " + service + " is " + state.name());
            });
  }

  private static int number(State state) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> 2;
      case HALF_OPEN -> 1;
      case CLOSED, DISABLED, METRICS_ONLY -> 0;
    };
  }

  String service() {
    return service;
  }

  String plugin() {
    return plugin;
  }

  /** Whether the upstream may be asked; then one of the three below has to follow. */
  boolean admits() {
    return breaker.tryAcquirePermission();
  }

  @Override
  public void answered(int status, long millis) {
    judge(Integer.toString(status), millis);
  }

  @Override
  public void failed(ServiceFailure.Kind kind, long millis) {
    judge(kind == ServiceFailure.Kind.TIMEOUT ? "timeout" : "connect", millis);
  }

  @Override
  public void abandoned() {
    breaker.releasePermission();
  }

  /** The gateway could not get an answer; a plugin's crash says nothing of the upstream. */
  void failedHere(int status, long millis) {
    if (status == TIMED_OUT) {
      judge("timeout", millis);
    } else if (status == 502 || status == 503) {
      judge("connect", millis);
    } else {
      abandoned();
    }
  }

  private void judge(String outcome, long millis) {
    if (failures.contains(outcome)) {
      breaker.onError(millis, TimeUnit.MILLISECONDS, new UpstreamFailure(outcome));
    } else {
      breaker.onSuccess(millis, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * {@code state}, {@code calls} in the window and how many failed or were slow, the rates in per
   * cent (once there are enough calls), {@code retry_after} while it is open.
   */
  ObjectNode state() {
    CircuitBreaker.Metrics window = breaker.getMetrics();
    State now = breaker.getState();
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state
        .put("state", now.name().toLowerCase(Locale.ROOT))
        .put("calls", window.getNumberOfBufferedCalls())
        .put("failed", window.getNumberOfFailedCalls())
        .put("slow", window.getNumberOfSlowCalls());
    if (window.getFailureRate() >= 0) {
      state.put("failure_rate", Math.round(window.getFailureRate()));
      state.put("slow_rate", Math.round(window.getSlowCallRate()));
    }
    if (now == State.OPEN) {
      state.put("retry_after", retryAfter());
    }
    return state;
  }

  /** Puts its state into the metrics. */
  void show() {
    shown.set(number(breaker.getState()), service);
  }

  /** Seconds until it tries again, at least 1. */
  long retryAfter() {
    long left = openedAt + openMillis - clock.millis();
    return Math.max(1, (left + 999) / 1000);
  }

  /** What the library wants for a cause; it has no stack. */
  private static final class UpstreamFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UpstreamFailure(String why) {
      super(why, null, false, false);
    }
  }
}
