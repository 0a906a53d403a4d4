package io.quong.plugins.circuitbreaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Answer;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.fixture.TestMetrics;
import io.quong.plugins.fixture.TestServices;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CircuitBreakerPluginTest {
  private final TestContext context = new TestContext();
  private final TestMetrics metrics = new TestMetrics();
  private final CircuitBreakerPlugin plugin = plugin();

  private CircuitBreakerPlugin plugin() {
    context.metrics = metrics;
    return new CircuitBreakerPlugin(
        new CircuitBreakerConfig(
            50, 4, "requests", 4, null, 100, 30, 2, Set.of("500", "connect", "timeout")),
        context);
  }

  private Step ask(String service, Source source, int status) {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.service = TestServices.named(service);
    Step step = plugin.access(exchange);
    if (step == Step.NEXT) {
      exchange.source = source;
      exchange.status = status;
      plugin.headerFilter(exchange);
      plugin.log(exchange);
    }
    return step;
  }

  private static Step open(int retryAfter) {
    return Step.respond(
        Answer.error(503, "The service is not asked for now: it failed too often")
            .with("Retry-After", Integer.toString(retryAfter)));
  }

  private double state() {
    return metrics.values.get("quong_circuit_breaker_state[s]");
  }

  @Test
  void itOpensByTheFailureRateAndClosesAfterGoodTries() {
    ask("s", Source.SERVICE, 200);
    ask("s", Source.SERVICE, 404);
    ask("s", Source.SERVICE, 500);
    assertEquals(0, state());
    ask("s", Source.ERROR, 502);
    assertEquals(2, state());
    assertEquals(open(30), ask("s", Source.SERVICE, 200));
    assertSame(Step.NEXT, ask("other", Source.SERVICE, 200));
    context.now += 29_000;
    assertEquals(open(1), ask("s", Source.SERVICE, 200));
    context.now += 1_001;
    assertSame(Step.NEXT, ask("s", Source.SERVICE, 200));
    assertEquals(1, state());
    assertSame(Step.NEXT, ask("s", Source.SERVICE, 200));
    assertEquals(0, state());
  }

  @Test
  void aFailureWhileItTriesOpensItAgain() {
    for (int i = 0; i < 4; i++) {
      ask("s", Source.ERROR, 504);
    }
    context.now += 30_001;
    ask("s", Source.ERROR, 504);
    ask("s", Source.ERROR, 504);
    assertEquals(2, state());
  }

  @Test
  void answersOfPluginsAndClientsThatLeaveSayNothing() {
    for (int i = 0; i < 8; i++) {
      ask("s", Source.EXIT, 500);
    }
    assertEquals(0, state());
  }
}
