package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/** What nodes share and what is no configuration, as the store has it. */
public interface StateStore {
  /**
   * Carries out one call of a node; blocks.
   *
   * @return the answer
   * @throws IllegalArgumentException for a call that cannot be taken; the message says why
   */
  JsonNode run(JsonNode call);
}
