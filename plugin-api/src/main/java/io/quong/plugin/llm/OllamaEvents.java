package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Ollama's stream. */
final class OllamaEvents implements LlmEvents {
  private final OpenAiChunks chunks;

  OllamaEvents(boolean chat, String model) {
    this.chunks = new OpenAiChunks(chat, model);
  }

  @Override
  public List<String> event(JsonNode theirs) {
    chunks.known(theirs.path("id"), theirs.path("model"));
    if (theirs.path("done").asBoolean()) {
      return List.of(DONE);
    }
    return chunks.text(
        theirs.has("message")
            ? theirs.at("/message/content").asText()
            : theirs.path("response").asText());
  }
}
