package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Gemini's stream, a list whose elements come one after the other. */
final class GeminiEvents implements LlmEvents {
  private final OpenAiChunks chunks;

  GeminiEvents(boolean chat, String model) {
    this.chunks = new OpenAiChunks(chat, model);
  }

  @Override
  public List<String> event(JsonNode theirs) {
    JsonNode text = theirs.at("/candidates/0/content/parts/0/text");
    return text.isTextual() ? chunks.text(text.asText()) : List.of();
  }

  @Override
  public List<String> end() {
    return List.of(DONE);
  }
}
