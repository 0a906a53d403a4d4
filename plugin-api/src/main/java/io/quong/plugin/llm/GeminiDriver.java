package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Google's Gemini: messages are contents of parts. */
record GeminiDriver(String model) implements LlmDriver {
  @Override
  public ObjectNode request(ObjectNode request, boolean chat) {
    if (!chat) {
      throw new LlmFailure("no transformer for gemini://llm/v1/completions");
    }
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    StringBuilder system = new StringBuilder();
    var contents = made.putArray("contents");
    for (JsonNode message : request.path("messages")) {
      String role = message.path("role").asText();
      JsonNode content = message.path("content");
      if (!content.isTextual()) {
        throw new LlmFailure(
            "error transforming to gemini://llm/v1/chat: only texts can be transformed yet");
      }
      if (role.equals("system")) {
        system.append(content.asText());
      } else {
        ObjectNode entry = contents.addObject();
        entry.put("role", role.equals("assistant") ? "model" : "user");
        entry.putArray("parts").addObject().put("text", content.asText());
      }
    }
    if (!system.isEmpty()) {
      if (model != null && model.startsWith("gemini-1.0")) {
        throw new LlmFailure("system prompts aren't supported on gemini-1.0 models");
      }
      made.putObject("systemInstruction")
          .putArray("parts")
          .addObject()
          .put("text", system.toString());
    }
    ObjectNode generation = JsonNodeFactory.instance.objectNode();
    OpenAiAnswers.move(
        request,
        generation,
        "max_tokens",
        "maxOutputTokens",
        "stop",
        "stopSequences",
        "temperature",
        "temperature",
        "top_k",
        "topK",
        "top_p",
        "topP");
    made.set("generationConfig", generation);
    return made;
  }

  @Override
  public JsonNode answer(JsonNode answer, boolean chat) {
    JsonNode first = answer == null ? null : answer.at("/candidates/0");
    if (first == null || !first.at("/content/parts/0/text").isTextual()) {
      throw new LlmFailure(
          "no generation candidates received from Gemini, or max_tokens too short");
    }
    String reason = first.path("finishReason").asText(null);
    ObjectNode made =
        OpenAiAnswers.chat(
            first.at("/content/parts/0/text").asText(),
            reason == null ? null : reason.toLowerCase(Locale.ROOT));
    made.put("model", model);
    if (answer.has("usageMetadata")) {
      OpenAiAnswers.usage(
          made,
          answer.at("/usageMetadata/promptTokenCount"),
          answer.at("/usageMetadata/candidatesTokenCount"));
    }
    return made;
  }

  @Override
  public String url() {
    return "https://generativelanguage.googleapis.com";
  }

  @Override
  public String path(boolean chat) {
    return "/v1beta/models/" + model + ":generateContent";
  }

  @Override
  public String streamPath(boolean chat) {
    return "/v1beta/models/" + model + ":streamGenerateContent";
  }

  @Override
  public LlmEvents events(boolean chat) {
    return new GeminiEvents(chat, model);
  }
}
