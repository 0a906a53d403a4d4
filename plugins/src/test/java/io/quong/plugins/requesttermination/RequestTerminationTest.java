package io.quong.plugins.requesttermination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestTerminationTest {
  private static Step run(RequestTerminationConfig config, TestExchange exchange) {
    return new RequestTermination(config, new TestContext()).access(exchange);
  }

  private static Step of(int status, String message, String type, String body) {
    return run(
        new RequestTerminationConfig(status, message, type, body, false, null),
        TestExchange.of("GET", "/x"));
  }

  private static Step message(int status, String message) {
    return Step.respond(
        Answer.exit(status, JsonNodeFactory.instance.objectNode().put("message", message)));
  }

  @Test
  void someStatusesHaveATextOfTheirOwn() {
    assertEquals(message(503, "Service unavailable"), of(503, null, null, null));
    assertEquals(message(401, "Unauthorized"), of(401, null, null, null));
    assertEquals(message(502, "Bad Gateway"), of(502, null, null, null));
    assertEquals(Step.respond(Answer.exit(403)), of(403, null, null, null));
  }

  @Test
  void aMessageIsJsonAndABodyIsSentAsItIs() {
    assertEquals(message(403, "no"), of(403, "no", null, null));
    assertEquals(Step.respond(Answer.exit(200, "<p>")), of(200, null, null, "<p>"));
    assertEquals(
        Step.respond(Answer.exit(200, "<p>").with("Content-Type", "text/html")),
        of(200, null, "text/html", "<p>"));
  }

  @Test
  void aTriggerIsAHeaderOrAnArgument() {
    RequestTerminationConfig config =
        new RequestTerminationConfig(404, null, null, null, false, "x-stop");
    Step stopped = message(404, "Not found");
    assertSame(Step.NEXT, run(config, TestExchange.of("GET", "/x")));
    assertEquals(stopped, run(config, TestExchange.of("GET", "/x", "X-Stop", "")));
    assertEquals(stopped, run(config, TestExchange.of("GET", "/x?x-stop")));
    assertSame(Step.NEXT, run(config, TestExchange.of("GET", "/x?X-Stop=1")));
  }

  @Test
  void anEchoTellsWhatTheGatewaySaw() {
    TestExchange exchange =
        TestExchange.of("POST", "/x?a=1&a=2&b", "Content-Type", "application/x-www-form-urlencoded")
            .body("k=v");
    exchange.captures = Map.of("0", "/x", "name", "n");
    exchange.upstreamHost = "a.test";
    Step step = run(new RequestTerminationConfig(404, null, null, null, true, null), exchange);
    Answer answer = ((Step.Respond) ((Step.Await) step).future().result()).answer();
    assertEquals(404, answer.status());
    JsonNode told = ((Answer.Body.Json) answer.body()).value();
    assertEquals("Not found", told.get("message").asText());
    assertEquals("node", told.at("/kong/node_id").asText());
    assertEquals(
        "{\"scheme\":\"http\",\"host\":\"a.test\",\"port\":8000,\"method\":\"POST\",\"path\":\"/x\","
            + "\"raw_body\":\"k=v\","
            + "\"headers\":{\"content-type\":\"application/x-www-form-urlencoded\"},"
            + "\"query\":{\"a\":[\"1\",\"2\"],\"b\":true},\"body\":{\"k\":\"v\"},"
            + "\"uri_captures\":{\"named\":{\"name\":\"n\"},\"unnamed\":{\"0\":\"/x\"}}}",
        told.get("request").toString());
  }
}
