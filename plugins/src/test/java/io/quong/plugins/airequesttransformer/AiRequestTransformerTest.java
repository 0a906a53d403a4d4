package io.quong.plugins.airequesttransformer;

import static io.quong.plugins.fixture.Steps.modelRefusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmAuth;
import io.quong.plugin.llm.LlmConfig;
import io.quong.plugin.llm.LlmLogging;
import io.quong.plugin.llm.LlmModel;
import io.quong.plugins.fixture.Steps;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import io.quong.plugins.fixture.TestServer;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model behind a socket rewrites bodies. */
final class AiRequestTransformerTest {
  private static Vertx vertx;
  private static TestServer model;
  private final TestContext context = new TestContext();

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    model = new TestServer(vertx);
  }

  @AfterAll
  static void stop() {
    vertx.close();
  }

  @BeforeEach
  void answers() {
    context.vertx = vertx;
    model.forget();
    model.status = 200;
    model.answer = "{\"choices\":[{\"message\":{\"content\":\"so: {\\\"a\\\":1}\"}}]}";
  }

  private AiRequestTransformer plugin(String pattern) {
    LlmModel.Options options =
        new LlmModel.Options(
            50,
            null,
            null,
            0.5,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "http://127.0.0.1:" + model.port() + "/v1/chat",
            null,
            null,
            null,
            null);
    LlmConfig llm =
        new LlmConfig(
            "llm/v1/chat",
            new LlmAuth(
                "Authorization",
                "Bearer of the tests",
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                false),
            new LlmModel("openai", "gpt-x", options),
            new LlmLogging(true, false));
    return new AiRequestTransformer(
        new AiRequestTransformerConfig(
            "Change it.", pattern, 5_000, true, 8192, null, null, null, null, llm),
        context);
  }

  private static Step ask(AiRequestTransformer plugin, TestExchange exchange) throws Exception {
    return Steps.awaited(plugin.access(exchange));
  }

  @Test
  void theModelsWordsGoUpInPlaceOfTheBody() throws Exception {
    TestExchange exchange = TestExchange.of("POST", "/x").body("the body");
    assertSame(Step.NEXT, ask(plugin("\\{.*\\}"), exchange));
    assertEquals("{\"a\":1}", exchange.body);
    TestServer.Asked asked = model.asked();
    assertEquals("POST /v1/chat", asked.line());
    assertEquals("Bearer of the tests", asked.headers().get("Authorization"));
    assertEquals(
        "{\"messages\":[{\"role\":\"system\",\"content\":\"Change it.\"},"
            + "{\"role\":\"user\",\"content\":\"the body\"}],\"stream\":false,\"model\":\"gpt-x\","
            + "\"max_tokens\":50,\"temperature\":0.5}",
        asked.body());
  }

  @Test
  void whatTheModelDoesWrongIsTheClientsToKnow() throws Exception {
    assertEquals(
        "400 AI response did not match specified regular expression",
        modelRefusal(ask(plugin("nowhere"), TestExchange.of("POST", "/x"))));
    model.status = 500;
    assertEquals(
        "400 failed to introspect request with AI service: status code 500",
        modelRefusal(ask(plugin(null), TestExchange.of("POST", "/x"))));
    model.status = 200;
    model.answer = "[]";
    assertEquals(
        "400 failed to convert AI response to Kong format: 'choices' not in llm/v1/chat response",
        modelRefusal(ask(plugin(null), TestExchange.of("POST", "/x"))));
  }
}
