package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes answers in OpenAI's form. */
final class OpenAiAnswers {
  private OpenAiAnswers() {}

  /** One choice with a message. */
  static ObjectNode chat(String content, String finishReason) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", content);
    if (finishReason != null) {
      choice.put("finish_reason", finishReason);
    }
    return answer.put("object", "chat.completion");
  }

  /** One choice with a text. */
  static ObjectNode completion(String text, String finishReason) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0).put("text", text);
    if (finishReason != null) {
      choice.put("finish_reason", finishReason);
    }
    return answer.put("object", "text_completion");
  }

  static void usage(ObjectNode answer, JsonNode prompt, JsonNode completion) {
    long in = prompt.asLong();
    long out = completion.asLong();
    answer
        .putObject("usage")
        .put("prompt_tokens", in)
        .put("completion_tokens", out)
        .put("total_tokens", in + out);
  }

  /** Copies members that are there, under other names. */
  static void move(ObjectNode from, ObjectNode to, String... names) {
    for (int i = 0; i < names.length; i += 2) {
      if (from.has(names[i])) {
        to.set(names[i + 1], from.get(names[i]));
      }
    }
  }
}
