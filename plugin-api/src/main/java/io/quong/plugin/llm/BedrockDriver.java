package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import java.util.List;

/**
 * Amazon's Bedrock, by its one form for all models.
 *
 * @param region null when it is not known
 */
record BedrockDriver(String model, String region, String version) implements LlmDriver {
  /** Models that take no words of the system's. */
  private static final List<String> WITHOUT_SYSTEM =
      List.of(
          "amazon.titan",
          "cohere.command-text",
          "cohere.command-light-text",
          "mistral.mistral-7b-instruct",
          "mistral.mixtral-8x7b-instruct");

  @Override
  public ObjectNode request(ObjectNode request, boolean chat) {
    if (!chat) {
      throw new LlmFailure("no transformer for bedrock://llm/v1/completions");
    }
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    made.put("anthropic_version", version == null ? "bedrock-2023-05-31" : version);
    ArrayNode messages = made.putArray("messages");
    ArrayNode system = JsonNodeFactory.instance.arrayNode();
    for (JsonNode message : request.path("messages")) {
      String role = message.path("role").asText();
      if (role.equals("system")) {
        system.addObject().set("text", message.path("content"));
      } else {
        ObjectNode entry = messages.addObject();
        entry.put("role", role.equals("assistant") ? "assistant" : "user");
        content(message, entry.putArray("content"));
      }
    }
    if (!system.isEmpty()) {
      if (model != null && WITHOUT_SYSTEM.stream().anyMatch(model::startsWith)) {
        throw new LlmFailure("system prompts aren't supported on model '" + model + "'");
      }
      made.set("system", system);
    }
    ObjectNode inference = JsonNodeFactory.instance.objectNode();
    OpenAiAnswers.move(
        request,
        inference,
        "max_tokens",
        "maxTokens",
        "stop",
        "stopSequences",
        "temperature",
        "temperature",
        "top_p",
        "topP");
    made.set("inferenceConfig", inference);
    tools(request, made);
    OpenAiAnswers.move(
        request,
        made,
        "guardrailConfig",
        "guardrailConfig",
        "additionalModelRequestFields",
        "additionalModelRequestFields");
    return made;
  }

  private static void content(JsonNode message, ArrayNode content) {
    if (message.path("role").asText().equals("tool")) {
      ObjectNode result = content.addObject().putObject("toolResult");
      result.set("toolUseId", message.path("tool_call_id"));
      result.putArray("content").addObject().set("json", message.path("content"));
      result.set("status", message.path("status"));
      return;
    }
    if (message.path("content").isTextual()) {
      content.addObject().set("text", message.get("content"));
    }
    for (JsonNode call : message.path("tool_calls")) {
      ObjectNode use = content.addObject().putObject("toolUse");
      use.set("toolUseId", call.path("id"));
      use.set("name", call.at("/function/name"));
      JsonNode input = Json.value(ByteText.of(call.at("/function/arguments").asText()));
      use.set("input", input == null ? JsonNodeFactory.instance.objectNode() : input);
    }
  }

  private static void tools(ObjectNode request, ObjectNode made) {
    if (!request.path("tools").isArray() || request.get("tools").isEmpty()) {
      return;
    }
    ArrayNode tools = made.putObject("toolConfig").putArray("tools");
    for (JsonNode each : request.get("tools")) {
      ObjectNode spec = tools.addObject().putObject("toolSpec");
      spec.set("name", each.at("/function/name"));
      spec.set("description", each.at("/function/description"));
      spec.putObject("inputSchema").set("json", each.at("/function/parameters"));
    }
  }

  @Override
  public JsonNode answer(JsonNode answer, boolean chat) {
    JsonNode parts = answer == null ? null : answer.at("/output/message/content");
    if (parts == null || !parts.isArray() || parts.isEmpty()) {
      throw new LlmFailure(
          "no generation candidates received from Bedrock, or max_tokens too short");
    }
    String text = null;
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    for (JsonNode part : parts) {
      if (part.has("text") && text == null) {
        text = part.get("text").asText();
      }
      JsonNode use = part.path("toolUse");
      if (use.isObject()) {
        OpenAiAnswers.call(calls, use.path("toolUseId"), use.path("name"), use.path("input"));
      }
    }
    ObjectNode made =
        OpenAiAnswers.chat(text == null ? "" : text, reason(answer.path("stopReason").asText()));
    OpenAiAnswers.calls(made, calls);
    OpenAiAnswers.move((ObjectNode) answer, made, "trace", "trace");
    made.put("model", model);
    if (answer.has("usage")) {
      OpenAiAnswers.usage(made, answer.at("/usage/inputTokens"), answer.at("/usage/outputTokens"));
    }
    return made;
  }

  private static String reason(String theirs) {
    return switch (theirs) {
      case "max_tokens" -> "length";
      case "tool_use" -> "tool_calls";
      case "guardrail_intervened" -> theirs;
      default -> "stop";
    };
  }

  @Override
  public String url() {
    return region == null ? null : "https://bedrock-runtime." + region + ".amazonaws.com";
  }

  @Override
  public String path(boolean chat) {
    return "/model/" + model + "/converse";
  }
}
