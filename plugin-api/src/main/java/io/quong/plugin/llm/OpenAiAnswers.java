package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

  /** Adds a call of a tool that the model wants. */
  static void call(ArrayNode calls, JsonNode id, JsonNode name, JsonNode input) {
    ObjectNode call = calls.addObject();
    call.set("id", id);
    call.put("type", "function");
    call.putObject("function").put("name", name.asText()).put("arguments", input.toString());
  }

  /** Puts the calls into an answer's message, if there are any. */
  static void calls(ObjectNode answer, ArrayNode calls) {
    if (!calls.isEmpty()) {
      ((ObjectNode) answer.at("/choices/0/message")).set("tool_calls", calls);
    }
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
