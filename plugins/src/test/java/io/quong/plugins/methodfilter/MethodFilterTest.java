package io.quong.plugins.methodfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MethodFilterTest {
  private final MethodFilter plugin =
      new MethodFilter(new MethodFilterConfig(Set.of("POST", "GET")), new TestContext());
  private final Step refused =
      Step.respond(
          Answer.exit(405, JsonNodeFactory.instance.objectNode().put("error", "method_not_allowed"))
              .with("Allow", "GET, POST"));

  @Test
  void onlyListedMethodsPass() {
    assertSame(Step.NEXT, plugin.access(TestExchange.of("GET", "/x")));
    assertEquals(refused, plugin.access(TestExchange.of("DELETE", "/x")));
    assertEquals(refused, plugin.access(TestExchange.of("OPTIONS", "/x")));
  }

  @Test
  void aPreflightIsJudgedByWhatItAsksFor() {
    String name = "Access-Control-Request-Method";
    assertSame(
        Step.NEXT,
        plugin.access(TestExchange.of("OPTIONS", "/x", "Origin", "http://a.test", name, "POST")));
    assertEquals(
        refused,
        plugin.access(TestExchange.of("OPTIONS", "/x", "Origin", "http://a.test", name, "PUT")));
  }
}
