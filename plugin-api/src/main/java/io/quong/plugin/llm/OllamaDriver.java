package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ollama's own form, which Mistral and Llama 2 models are served in, too. */
record OllamaDriver(String url, String operation) implements LlmDriver {
  @Override
  public ObjectNode request(ObjectNode request, boolean chat) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    OpenAiAnswers.move(
        request,
        made,
        "model",
        "model",
        chat ? "messages" : "prompt",
        chat ? "messages" : "prompt",
        "stream",
        "stream",
        "tools",
        "tools",
        "tool_choice",
        "tool_choice");
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    OpenAiAnswers.move(
        request,
        options,
        "max_tokens",
        "num_predict",
        "temperature",
        "temperature",
        "top_p",
        "top_p",
        "top_k",
        "top_k");
    if (!options.isEmpty()) {
      made.set("options", options);
    }
    return made;
  }

  @Override
  public JsonNode answer(JsonNode answer, boolean chat) {
    if (answer == null) {
      throw new LlmFailure("failed to decode ollama response");
    }
    String reason = answer.path("done").asBoolean() ? "stop" : null;
    ObjectNode made =
        chat
            ? OpenAiAnswers.chat(answer.at("/message/content").asText(), reason)
            : OpenAiAnswers.completion(answer.path("response").asText(), reason);
    made.set("model", answer.path("model"));
    made.set("created", answer.path("created_at"));
    OpenAiAnswers.usage(made, answer.path("prompt_eval_count"), answer.path("eval_count"));
    return made;
  }

  @Override
  public String path(boolean chat) {
    return operation;
  }

  @Override
  public LlmEvents events(boolean chat) {
    return new OllamaEvents(chat, null);
  }
}
