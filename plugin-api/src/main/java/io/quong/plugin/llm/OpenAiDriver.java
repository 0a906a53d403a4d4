package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * OpenAI, and those that speak as it does.
 *
 * @param completionsPath null when it has no completions
 */
record OpenAiDriver(String url, String chatPath, String completionsPath) implements LlmDriver {
  @Override
  public ObjectNode request(ObjectNode request, boolean chat) {
    request.remove("top_k");
    return request;
  }

  @Override
  public JsonNode answer(JsonNode answer, boolean chat) {
    String route = chat ? "llm/v1/chat" : "llm/v1/completions";
    if (answer == null) {
      throw new LlmFailure("failed to decode " + route + " response");
    }
    if (!answer.has("choices")) {
      throw new LlmFailure("'choices' not in " + route + " response");
    }
    return answer;
  }

  @Override
  public String path(boolean chat) {
    return chat ? chatPath : completionsPath;
  }

  @Override
  public boolean streamsAsOpenAi() {
    return true;
  }
}
