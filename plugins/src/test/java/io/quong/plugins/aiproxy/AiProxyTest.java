package io.quong.plugins.aiproxy;

import static io.quong.plugins.fixture.Steps.modelRefusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.plugin.Step;
import io.quong.plugin.llm.LlmAuth;
import io.quong.plugin.llm.LlmLogging;
import io.quong.plugin.llm.LlmModel;
import io.quong.plugins.fixture.Steps;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import org.junit.jupiter.api.Test;

/** What goes to a provider for a request in OpenAI's form, or in its own. */
final class AiProxyTest {
  private final TestContext context = new TestContext();

  private AiProxy plugin(String provider, String name, String format, LlmAuth auth) {
    LlmModel.Options options =
        new LlmModel.Options(
            100,
            null,
            null,
            null,
            null,
            null,
            "v1",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new LlmModel.Bedrock("us-east-1"),
            null);
    return new AiProxy(
        new AiProxyConfig(
            "llm/v1/chat",
            auth,
            new LlmModel(provider, name, options),
            new LlmLogging(false, false),
            "allow",
            8192,
            true,
            format),
        context);
  }

  private static LlmAuth header() {
    return new LlmAuth("X-Key", "of the tests", null, null, null, false, null, null, null, false);
  }

  private static Step ask(AiProxy plugin, TestExchange exchange) throws Exception {
    return Steps.awaited(plugin.access(exchange));
  }

  private static TestExchange chat(String more) {
    return TestExchange.of("POST", "/x", "Content-Type", "application/json")
        .body("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + more + "}");
  }

  @Test
  void aChatGoesToTheProviderInItsForm() throws Exception {
    TestExchange openAi = chat("");
    assertSame(Step.NEXT, ask(plugin("openai", "gpt-x", "openai", header()), openAi));
    assertEquals("/v1/chat/completions", openAi.upstreamPath);
    assertEquals("api.openai.com", openAi.upstreamHost);
    assertEquals("of the tests", openAi.sent.get("X-Key"));
    assertEquals(
        "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"model\":\"gpt-x\","
            + "\"stream\":false,\"max_tokens\":100}",
        openAi.body);
    TestExchange anthropic = chat("");
    assertSame(Step.NEXT, ask(plugin("anthropic", "claude-x", "openai", null), anthropic));
    assertEquals("/v1/messages", anthropic.upstreamPath);
    assertEquals("v1", anthropic.sent.get("anthropic-version"));
    TestExchange gemini = chat(",\"stream\":true");
    assertSame(Step.NEXT, ask(plugin("gemini", "gemini-x", "openai", null), gemini));
    assertEquals("/v1beta/models/gemini-x:streamGenerateContent", gemini.upstreamPath);
  }

  @Test
  void aRequestToBedrockIsSigned() throws Exception {
    LlmAuth auth =
        new LlmAuth(null, null, null, null, null, false, null, "AKID", "of the tests", false);
    TestExchange exchange = chat("");
    assertSame(Step.NEXT, ask(plugin("bedrock", "claude-x", "openai", auth), exchange));
    assertEquals("/model/claude-x/converse", exchange.upstreamPath);
    assertEquals("bedrock-runtime.us-east-1.amazonaws.com", exchange.upstreamHost);
    String signature = exchange.sent.get("authorization");
    assertTrue(
        signature.startsWith(
            "AWS4-HMAC-SHA256 Credential=AKID/20231114/us-east-1/bedrock/aws4_request"),
        signature);
  }

  @Test
  void aRequestInTheProvidersOwnFormPassesAsItIs() throws Exception {
    TestExchange exchange =
        TestExchange.of("POST", "/x/v1beta/models/gemini-y:generateContent")
            .body("{\"contents\":[]}");
    assertSame(Step.NEXT, ask(plugin("gemini", null, "gemini", null), exchange));
    assertEquals("/v1beta/models/gemini-y:generateContent", exchange.upstreamPath);
    assertEquals("{\"contents\":[]}", exchange.body);
  }

  @Test
  void whatCannotBeAskedIsRefusedByItsReason() throws Exception {
    AiProxy plugin = plugin("openai", "gpt-x", "openai", null);
    assertEquals(
        "400 request body doesn't contain valid prompts",
        modelRefusal(ask(plugin, TestExchange.of("POST", "/x"))));
    assertEquals(
        "400 cannot use own model - must be: gpt-x",
        modelRefusal(ask(plugin, chat(",\"model\":\"mine\""))));
    assertEquals(
        "400 request matches multiple LLM request formats",
        modelRefusal(ask(plugin, chat(",\"prompt\":\"p\""))));
    assertEquals(
        "400 response streaming is not available for huggingface yet",
        modelRefusal(ask(plugin("huggingface", "h", "openai", null), chat(",\"stream\":true"))));
  }
}
