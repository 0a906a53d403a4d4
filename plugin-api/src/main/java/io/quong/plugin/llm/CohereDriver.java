package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Cohere: the last message stands apart from the history. */
record CohereDriver(String model) implements LlmDriver {
  @Override
  public ObjectNode request(ObjectNode request, boolean chat) {
    if (request.has("messages") && request.has("prompt")) {
      throw new LlmFailure("cannot have both prompt and messages in a request");
    }
    if (chat && !request.has("tools") && request.get("messages") instanceof ArrayNode messages) {
      ArrayNode history = request.putArray("chat_history");
      for (int i = 0; i < messages.size() - 1; i++) {
        boolean assistant = messages.get(i).path("role").asText().equals("assistant");
        history
            .addObject()
            .put("role", assistant ? "CHATBOT" : "USER")
            .set("message", messages.get(i).path("content"));
      }
      request.set("message", messages.get(messages.size() - 1).path("content"));
      request.remove("messages");
    }
    OpenAiAnswers.move(request, request, "top_p", "p", "top_k", "k");
    request.remove("top_p");
    request.remove("top_k");
    return request;
  }

  @Override
  public JsonNode answer(JsonNode answer, boolean chat) {
    ObjectNode made;
    if (answer != null && answer.has("text")) {
      made = OpenAiAnswers.chat(answer.get("text").asText(), "stop");
      made.set("id", answer.path("generation_id"));
    } else if (answer != null && answer.has("generations")) {
      made = OpenAiAnswers.completion(answer.at("/generations/0/text").asText(), "stop");
      made.set("id", answer.path("id"));
    } else {
      throw new LlmFailure("'text' or 'generations' missing from cohere response body");
    }
    made.put("model", model);
    if (answer.at("/meta/billed_units").isObject()) {
      OpenAiAnswers.usage(
          made,
          answer.at("/meta/billed_units/input_tokens"),
          answer.at("/meta/billed_units/output_tokens"));
    }
    return made;
  }

  @Override
  public String url() {
    return "https://api.cohere.com:443";
  }

  @Override
  public String path(boolean chat) {
    return chat ? "/v1/chat" : "/v1/generate";
  }

  @Override
  public LlmEvents events(boolean chat) {
    return new CohereEvents(chat, model);
  }
}
