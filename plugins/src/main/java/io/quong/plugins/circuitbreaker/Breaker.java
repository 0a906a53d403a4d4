package io.quong.plugins.circuitbreaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.quong.plugin.Metrics;
import io.quong.plugin.PluginContext;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The breaker of one service: the library's, with its state in the metrics. */
final class Breaker {
  private static final System.Logger LOG = System.getLogger(Breaker.class.getName());

  private final CircuitBreaker breaker;
  private final Clock clock;
  private final long openMillis;
  private volatile long openedAt;

  /**
   * @param service its name or id, for logs and metrics
   */
  Breaker(CircuitBreakerConfig config, PluginContext context, String service) {
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
    Metrics.Gauge shown =
        context
            .metrics()
            .gauge(
                "quong_circuit_breaker_state",
                "State of a service's circuit breaker: 0 closed, 1 half open, 2 open",
                "service");
    shown.set(0, service);
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

  /** Whether the upstream may be asked; then one of the other three has to follow. */
  boolean admits() {
    return breaker.tryAcquirePermission();
  }

  void succeeded(long millis) {
    breaker.onSuccess(millis, TimeUnit.MILLISECONDS);
  }

  void failed(long millis, String why) {
    breaker.onError(millis, TimeUnit.MILLISECONDS, new UpstreamFailure(why));
  }

  /** The upstream was not asked in the end, or nobody knows what would have come. */
  void abandoned() {
    breaker.releasePermission();
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
