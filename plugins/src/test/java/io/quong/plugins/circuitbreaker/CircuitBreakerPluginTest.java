package io.quong.plugins.circuitbreaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.entity.Service;
import io.quong.plugin.Answer;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.ServiceFailure;
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

  /** One in four fails all the time: it stays closed; all of them: it opens once. */
  @Test
  void itDoesNotFlapUnderMixedFailure() {
    int changes = 0;
    double before = 0;
    for (int i = 0; i < 1_000; i++) {
      ask("s", Source.SERVICE, i % 4 == 0 ? 500 : 200);
      changes += state() == before ? 0 : 1;
      before = state();
      context.now += 10;
    }
    assertEquals(0, changes);
    int asked = 0;
    for (int i = 0; i < 3_000; i++) {
      asked += ask("s", Source.SERVICE, 500) == Step.NEXT ? 1 : 0;
      changes += state() == before ? 0 : 1;
      before = state();
      context.now += 10;
    }
    // Open for 30 seconds, then two tries that fail: one way there and no more than that.
    assertEquals(1, changes);
    assertTrue(asked <= 4, asked + " were asked");
  }

  @Test
  void itsStateIsTold() {
    ask("s", Source.SERVICE, 200);
    ask("s", Source.SERVICE, 500);
    assertEquals(
        "{\"state\":\"closed\",\"calls\":2,\"failed\":1,\"slow\":0}",
        plugin.state(TestServices.named("s")).toString());
    ask("s", Source.ERROR, 502);
    ask("s", Source.ERROR, 504);
    assertEquals(
        "{\"state\":\"open\",\"calls\":4,\"failed\":3,\"slow\":0,\"failure_rate\":75,"
            + "\"slow_rate\":0,\"retry_after\":30}",
        plugin.state(TestServices.named("s")).toString());
    plugin.close();
    assertNull(metrics.values.get("quong_circuit_breaker_state[s]"));
  }

  @Test
  void callsOfOtherPluginsCountAndAreRefused() {
    Service service = TestServices.named("s");
    plugin.admit(service).answered(200, 1);
    plugin.admit(service).failed(ServiceFailure.Kind.TIMEOUT, 1);
    plugin.admit(service).abandoned();
    plugin.admit(service).failed(ServiceFailure.Kind.CONNECT, 1);
    plugin.admit(service).answered(500, 1);
    ServiceFailure refused = assertThrows(ServiceFailure.class, () -> plugin.admit(service));
    assertEquals(ServiceFailure.Kind.REFUSED, refused.kind());
    assertEquals(30, refused.retryAfter());
    assertEquals(open(30), ask("s", Source.SERVICE, 200));
  }

  @Test
  void answersOfPluginsAndClientsThatLeaveSayNothing() {
    for (int i = 0; i < 8; i++) {
      ask("s", Source.EXIT, 500);
    }
    assertEquals(0, state());
  }
}
