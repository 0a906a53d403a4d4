package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
      if (role.equals("system")) {
        system.append(content.asText());
      } else {
        ObjectNode entry = contents.addObject();
        entry.put("role", role.equals("assistant") ? "model" : "user");
        parts(content, entry.putArray("parts"));
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
    if (request.path("tools").isArray() && !request.get("tools").isEmpty()) {
      ArrayNode functions = made.putArray("tools").addObject().putArray("function_declarations");
      request.get("tools").forEach(each -> functions.add(each.path("function")));
    }
    return made;
  }

  private static void parts(JsonNode content, ArrayNode parts) {
    if (!content.isArray()) {
      parts.addObject().put("text", content.asText());
      return;
    }
    for (JsonNode part : content) {
      String type = part.path("type").asText();
      switch (type) {
        case "text" -> {
          if (!part.path("text").isTextual()) {
            throw failure("message part type is 'text' but is missing .text block");
          }
          parts.addObject().set("text", part.get("text"));
        }
        case "image_url" -> image(part.at("/image_url/url").asText(), parts.addObject());
        default -> throw failure("cannot transform part of type '" + type + "' to Gemini format");
      }
    }
  }

  private static LlmFailure failure(String reason) {
    return new LlmFailure("error transforming to gemini://llm/v1/chat: " + reason);
  }

  /** A data URL's bytes go along, another is told. */
  private static void image(String url, ObjectNode part) {
    int comma = url.indexOf(',');
    if (url.startsWith("data:") && comma > 0) {
      String type = url.substring("data:".length(), comma).replaceFirst(";base64$", "");
      part.putObject("inlineData").put("data", url.substring(comma + 1)).put("mimeType", type);
    } else {
      part.putObject("fileData").put("fileUri", url).put("mimeType", "image/generic");
    }
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
