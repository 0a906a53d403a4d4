package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Hugging Face: parameters and options in blocks of their own. */
record HuggingFaceDriver(String model, LlmModel.Huggingface settings) implements LlmDriver {
  @Override
  public ObjectNode request(ObjectNode request, boolean chat) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    OpenAiAnswers.move(request, made, "model", "model");
    if (chat) {
      OpenAiAnswers.move(request, made, "messages", "messages");
    } else {
      OpenAiAnswers.move(request, made, "prompt", "inputs");
    }
    OpenAiAnswers.move(
        request,
        made.putObject("parameters"),
        "top_k",
        "top_k",
        "top_p",
        "top_p",
        "temperature",
        "temperature",
        "max_tokens",
        chat ? "max_lenght" : "max_new_tokens");
    made.putObject("options")
        .put("use_cache", settings != null && Boolean.TRUE.equals(settings.useCache()))
        .put("wait_for_model", settings != null && Boolean.TRUE.equals(settings.waitForModel()));
    return made;
  }

  @Override
  public JsonNode answer(JsonNode answer, boolean chat) {
    if (answer == null) {
      throw new LlmFailure("failed to decode huggingface response");
    }
    if (answer.has("error") || answer.has("message")) {
      JsonNode error = answer.has("error") ? answer.get("error") : answer.get("message");
      throw new LlmFailure("API error: " + error.asText());
    }
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    var choices = made.putArray("choices");
    JsonNode given = answer.has("choices") ? answer.get("choices") : answer;
    int index = 0;
    for (JsonNode each : given) {
      JsonNode text =
          each.has("generated_text") ? each.get("generated_text") : each.at("/message/content");
      ObjectNode choice = choices.addObject();
      choice.put("index", index++).put("finish_reason", "complete");
      choice.putObject("message").set("content", text);
    }
    made.put("object", chat ? "chat.completion" : "llm/v1/completions").put("model", model);
    made.set(
        "usage", answer.has("usage") ? answer.get("usage") : JsonNodeFactory.instance.objectNode());
    return made;
  }

  @Override
  public String url() {
    return "https://api-inference.huggingface.co/models/" + model;
  }

  @Override
  public String path(boolean chat) {
    return chat ? "/v1/chat/completions" : "";
  }
}
