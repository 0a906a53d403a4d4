package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
          messages.add(message);
        } else {
          made.set("system", message.path("content"));
        }
      }
      OpenAiAnswers.move(request, made, "max_tokens", "max_tokens");
    }
    OpenAiAnswers.move(
        request, made, "model", "model", "temperature", "temperature", "stream", "stream");
    return made;
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
    for (JsonNode part : answer.get("content")) {
      if (part.path("type").asText().equals("text")) {
        text.add(part.path("text").asText());
      }
    }
    ObjectNode made = OpenAiAnswers.chat(text.toString(), reason);
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
