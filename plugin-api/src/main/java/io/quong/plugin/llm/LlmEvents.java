package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Turns the events of a provider's stream into OpenAI's; one for each stream. */
public interface LlmEvents {
  /** What marks the end of OpenAI's streams. */
  String DONE = "[DONE]";

  /** The events that one of the provider's makes: JSON, or {@link #DONE}. */
  List<String> event(JsonNode theirs);

  /** What ends the stream of a provider whose own has no mark. */
  default List<String> end() {
    return List.of();
  }
}
