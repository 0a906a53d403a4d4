package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Llama 2 without a server's form around it: the conversation is one text. */
final class LlamaDriver implements LlmDriver {
  @Override
  public ObjectNode request(ObjectNode request, boolean chat) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    made.put(
        "inputs",
        chat
            ? conversation(request.path("messages"))
            : "<s> [INST] <<SYS>> You are a helpful assistant. <<SYS>> "
                + request.path("prompt").asText()
                + " [/INST]");
    OpenAiAnswers.move(
        request,
        made.putObject("parameters"),
        "max_tokens",
        "max_new_tokens",
        "top_p",
        "top_p",
        "top_k",
        "top_k",
        "temperature",
        "temperature",
        "stream",
        "stream");
    return made;
  }

  /** What the assistant said is left out. */
  private static String conversation(JsonNode messages) {
    StringBuilder text = new StringBuilder();
    String system = null;
    for (JsonNode message : messages) {
      String content = message.path("content").asText();
      switch (message.path("role").asText()) {
        case "system" -> system = content;
        case "user" -> {
          text.append(text.isEmpty() ? "" : " ").append("<s>[INST] ");
          if (system != null) {
            text.append("<<SYS>> ").append(system).append(" <</SYS>> ");
            system = null;
          }
          text.append(content).append(" [/INST]");
        }
        default -> {}
      }
    }
    return text.toString();
  }

  @Override
  public JsonNode answer(JsonNode answer, boolean chat) {
    JsonNode generated = answer == null ? null : answer.findValue("generated_text");
    if (generated == null) {
      throw new LlmFailure("no generated text in llama2 response");
    }
    String text = generated.asText();
    int end = text.lastIndexOf("[/INST]");
    String said = (end < 0 ? text : text.substring(end + "[/INST]".length())).strip();
    return chat ? OpenAiAnswers.chat(said, null) : OpenAiAnswers.completion(said, null);
  }

  @Override
  public String url() {
    return null;
  }

  @Override
  public String path(boolean chat) {
    return "/";
  }
}
