package io.quong.plugins.aiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.llm.LlmDriver;
import io.quong.plugin.llm.LlmEventReader;
import io.quong.plugin.llm.LlmEvents;

/** What later phases have to know of a request. */
final class Asked {
  final LlmDriver driver;
  final String model;
  final boolean chat;

  /** Whether request and answer stay as they are. */
  final boolean preserved;

  final String requestBody;
  final long at;

  /** What makes OpenAI's events of the upstream's; null when they pass as they are. */
  LlmEvents events;

  final LlmEventReader reader = new LlmEventReader();

  /** Whether the upstream's stream has ended, or is none. */
  boolean ended;

  /** What the client gets in place of the upstream's body; null when that stays. */
  JsonNode answer;

  /** The status in place of the upstream's; 0 when that stays. */
  int status;

  Asked(
      LlmDriver driver,
      String model,
      boolean chat,
      boolean preserved,
      String requestBody,
      long at) {
    this.driver = driver;
    this.model = model;
    this.chat = chat;
    this.preserved = preserved;
    this.requestBody = requestBody;
    this.at = at;
  }
}
