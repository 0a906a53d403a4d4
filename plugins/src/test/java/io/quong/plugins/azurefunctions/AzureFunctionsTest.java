package io.quong.plugins.azurefunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.quong.plugin.Answer;
import io.quong.plugin.Step;
import io.quong.plugins.fixture.Steps;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.fixture.TestServer;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A function behind a socket. */
final class AzureFunctionsTest {
  private static Answer ask(AzureFunctions plugin, TestExchange exchange) throws Exception {
    return ((Step.Respond) Steps.awaited(plugin.access(exchange))).answer();
  }

  @Test
  void theFunctionIsAskedWithItsKeysAndItsAnswerIsTheClients() throws Exception {
    TestContext context = new TestContext();
    context.vertx = Vertx.vertx();
    try (TestServer function = new TestServer(context.vertx)) {
      function.status = 202;
      function.answer = "done";
      AzureFunctions plugin =
          new AzureFunctions(
              new AzureFunctionsConfig(
                  5_000.0,
                  60_000.0,
                  false,
                  false,
                  "a key",
                  "an id",
                  "127",
                  "0.0.1:" + function.port(),
                  "/api/",
                  "/hello/"),
              context);
      TestExchange exchange =
          TestExchange.of("POST", "/mine?b=2&a=1", "Host", "a.test", "X-Own", "1").body("in");
      Answer answer = ask(plugin, exchange);
      assertEquals(202, answer.status());
      ByteBuf body = ((Answer.Body.Buffer) answer.body()).value();
      assertEquals("done", body.toString(StandardCharsets.UTF_8));
      List<String> headers = answer.headers();
      assertEquals("server", headers.get(headers.indexOf("X-From") + 1));
      TestServer.Asked asked = function.asked();
      assertEquals("POST /api/hello?b=2&a=1", asked.line());
      assertEquals("in", asked.body());
      assertEquals("a key", asked.headers().get("x-functions-key"));
      assertEquals("an id", asked.headers().get("x-functions-clientid"));
      assertEquals("1", asked.headers().get("X-Own"));
      assertEquals("127.0.0.1:" + function.port(), asked.headers().get("Host"));
      function.close();
      context.vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFunctionThatIsAwayIsA500ThatSaysNothingOfIt() throws Exception {
    TestContext context = new TestContext();
    context.vertx = Vertx.vertx();
    AzureFunctions plugin =
        new AzureFunctions(
            new AzureFunctionsConfig(
                1_000.0, 60_000.0, false, false, null, null, "127", "0.0.1:1", null, "f"),
            context);
    Answer answer = ask(plugin, TestExchange.of("GET", "/"));
    assertEquals(500, answer.status());
    assertEquals(
        "{\"message\":\"An unexpected error occurred\"}",
        ((Answer.Body.Json) answer.body()).value().toString());
    context.vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
