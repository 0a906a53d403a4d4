package io.quong.plugin.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.message.Json;
import org.junit.jupiter.api.Test;

/** Tools and pictures in the forms of providers. */
final class LlmDriversTest {
  private static final String TOOLS =
      """
      {"messages":[
        {"role":"user","content":"how warm?"},
        {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
          "function":{"name":"warmth","arguments":"{\\"at\\":\\"here\\"}"}}]},
        {"role":"tool","tool_call_id":"c1","content":"20"}],
       "tools":[{"type":"function","function":{"name":"warmth","parameters":{"type":"object"}}}]}
      """;

  private static ObjectNode json(String text) {
    return Json.object(text);
  }

  @Test
  void anthropicUsesToolsAndItsCallsAreOpenAis() {
    AnthropicDriver driver = new AnthropicDriver();
    assertEquals(
        json(
            """
            {"messages":[
              {"role":"user","content":"how warm?"},
              {"role":"assistant","content":[
                {"type":"tool_use","id":"c1","name":"warmth","input":{"at":"here"}}]},
              {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"c1","content":"20"}]}],
             "tools":[{"name":"warmth","input_schema":{"type":"object"}}]}
            """),
        driver.request(json(TOOLS), true));
    assertEquals(
        "[{\"id\":\"c1\",\"type\":\"function\",\"function\":"
            + "{\"name\":\"warmth\",\"arguments\":\"{\\\"at\\\":1}\"}}]",
        driver
            .answer(
                json(
                    "{\"content\":[{\"type\":\"tool_use\",\"id\":\"c1\","
                        + "\"name\":\"warmth\",\"input\":{\"at\":1}}]}"),
                true)
            .at("/choices/0/message/tool_calls")
            .toString());
  }

  @Test
  void bedrockUsesToolsInItsForm() {
    ObjectNode made = new BedrockDriver("m", "r", null).request(json(TOOLS), true);
    assertEquals(
        "{\"toolUse\":{\"toolUseId\":\"c1\",\"name\":\"warmth\",\"input\":{\"at\":\"here\"}}}",
        made.at("/messages/1/content/0").toString());
    assertEquals(
        "{\"json\":{\"type\":\"object\"}}",
        made.at("/toolConfig/tools/0/toolSpec/inputSchema").toString());
  }

  @Test
  void geminiTakesPicturesAndSaysWhatItCannotTake() {
    GeminiDriver driver = new GeminiDriver("g");
    ObjectNode made =
        driver.request(
            json(
                """
                {"messages":[{"role":"user","content":[
                  {"type":"text","text":"what?"},
                  {"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}},
                  {"type":"image_url","image_url":{"url":"https://a.test/b.png"}}]}]}
                """),
            true);
    assertEquals(
        "[{\"text\":\"what?\"},{\"inlineData\":{\"data\":\"QUJD\",\"mimeType\":\"image/png\"}},"
            + "{\"fileData\":{\"fileUri\":\"https://a.test/b.png\",\"mimeType\":\"image/generic\"}}]",
        made.at("/contents/0/parts").toString());
    LlmFailure failure =
        assertThrows(
            LlmFailure.class,
            () ->
                driver.request(
                    json("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"sound\"}]}]}"),
                    true));
    assertEquals(
        "error transforming to gemini://llm/v1/chat: cannot transform part of type 'sound' to"
            + " Gemini format",
        failure.getMessage());
  }
}
