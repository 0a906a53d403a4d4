package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Cohere's stream. */
final class CohereEvents implements LlmEvents {
  private final OpenAiChunks chunks;

  CohereEvents(boolean chat, String model) {
    this.chunks = new OpenAiChunks(chat, model);
  }

  @Override
  public List<String> event(JsonNode theirs) {
    return switch (theirs.path("event_type").asText()) {
      case "stream-start" -> {
        chunks.known(theirs.path("generation_id"), theirs.path("model"));
        yield chunks.role("assistant");
      }
      case "text-generation" -> chunks.text(theirs.path("text").asText());
      case "stream-end" -> List.of(DONE);
      default -> List.of();
    };
  }
}
