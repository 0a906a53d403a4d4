package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import java.util.StringJoiner;

/** Anthropic: the system's words stand apart from the conversation. */
final class AnthropicDriver implements LlmDriver {
  @Override
  public ObjectNode request(ObjectNode request, boolean chat) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    if (!chat) {
      made.put("prompt", "Human: " + request.path("prompt").asText() + "\n\nAssistant:");
      OpenAiAnswers.move(request, made, "max_tokens", "max_tokens_to_sample");
    } else {
      ArrayNode messages = made.putArray("messages");
      for (JsonNode message : request.path("messages")) {
        String role = message.path("role").asText();
        if (role.equals("user") || role.equals("assistant")) {
          messages.add(message.has("tool_calls") ? calling(message) : message);
        } else if (role.equals("tool")) {
          messages.add(result(message));
        } else {
          made.set("system", message.path("content"));
        }
      }
      tools(request, made);
      OpenAiAnswers.move(request, made, "max_tokens", "max_tokens", "tool_choice", "tool_choice");
    }
    OpenAiAnswers.move(
        request, made, "model", "model", "temperature", "temperature", "stream", "stream");
    return made;
  }

  /** What the assistant said and wants to be called. */
  private static ObjectNode calling(JsonNode message) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    made.set("role", message.path("role"));
    ArrayNode content = made.putArray("content");
    if (message.path("content").isTextual() && !message.get("content").asText().isEmpty()) {
      content.addObject().put("type", "text").set("text", message.get("content"));
    }
    for (JsonNode call : message.get("tool_calls")) {
      ObjectNode use = content.addObject().put("type", "tool_use");
      use.set("id", call.path("id"));
      use.set("name", call.at("/function/name"));
      JsonNode input = Json.value(ByteText.of(call.at("/function/arguments").asText()));
      use.set("input", input == null ? JsonNodeFactory.instance.objectNode() : input);
    }
    return made;
  }

  /** What a tool answered, which here is the user's. */
  private static ObjectNode result(JsonNode message) {
    ObjectNode made = JsonNodeFactory.instance.objectNode().put("role", "user");
    ObjectNode result = made.putArray("content").addObject().put("type", "tool_result");
    result.set("tool_use_id", message.path("tool_call_id"));
    result.set("content", message.path("content"));
    return made;
  }

  private static void tools(ObjectNode request, ObjectNode made) {
    if (!request.path("tools").isArray()) {
      return;
    }
    ArrayNode tools = made.putArray("tools");
    for (JsonNode each : request.get("tools")) {
      if (each.path("function") instanceof ObjectNode function) {
        ObjectNode tool = function.deepCopy();
        JsonNode parameters = tool.remove("parameters");
        if (parameters != null) {
          tool.set("input_schema", parameters);
        }
        tools.add(tool);
      }
    }
  }

  @Override
  public JsonNode answer(JsonNode answer, boolean chat) {
    String member = chat ? "content" : "completion";
    if (answer == null || !answer.has(member)) {
      throw new LlmFailure(
          "'"
              + member
              + "' not in anthropic://"
              + (chat ? "llm/v1/chat" : "llm/v1/completions")
              + " response");
    }
    String reason = answer.path("stop_reason").asText(null);
    if (!chat) {
      ObjectNode made = OpenAiAnswers.completion(answer.get("completion").asText(), reason);
      made.set("model", answer.path("model"));
      return made;
    }
    StringJoiner text = new StringJoiner("\n");
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    for (JsonNode part : answer.get("content")) {
      if (part.path("type").asText().equals("text")) {
        text.add(part.path("text").asText());
      } else if (part.path("type").asText().equals("tool_use")) {
        OpenAiAnswers.call(calls, part.path("id"), part.path("name"), part.path("input"));
      }
    }
    ObjectNode made = OpenAiAnswers.chat(text.toString(), reason);
    OpenAiAnswers.calls(made, calls);
    made.set("model", answer.path("model"));
    if (answer.has("usage")) {
      OpenAiAnswers.usage(
          made, answer.at("/usage/input_tokens"), answer.at("/usage/output_tokens"));
    } else {
      made.put("usage", "no usage data returned from upstream");
    }
    return made;
  }

  @Override
  public String url() {
    return "https://api.anthropic.com:443";
  }

  @Override
  public String path(boolean chat) {
    return chat ? "/v1/messages" : "/v1/complete";
  }

  @Override
  public LlmEvents events(boolean chat) {
    return new AnthropicEvents(chat, null);
  }
}
