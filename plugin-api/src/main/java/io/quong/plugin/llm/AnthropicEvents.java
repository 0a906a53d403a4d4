package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Anthropic's stream. */
final class AnthropicEvents implements LlmEvents {
  private final OpenAiChunks chunks;

  AnthropicEvents(boolean chat, String model) {
    this.chunks = new OpenAiChunks(chat, model);
  }

  @Override
  public List<String> event(JsonNode theirs) {
    return switch (theirs.path("type").asText()) {
      case "message_start" -> {
        JsonNode message = theirs.path("message");
        chunks.known(message.path("id"), message.path("model"));
        yield chunks.role(message.path("role").asText("assistant"));
      }
      case "content_block_start" -> chunks.text(theirs.at("/content_block/text").asText());
      case "content_block_delta" -> chunks.text(theirs.at("/delta/text").asText());
      case "completion" -> {
        chunks.known(theirs.path("id"), theirs.path("model"));
        yield chunks.text(theirs.path("completion").asText());
      }
      case "message_stop" -> List.of(DONE);
      // Counts, signs of life and the ends of blocks say nothing to the client.
      default -> List.of();
    };
  }
}
