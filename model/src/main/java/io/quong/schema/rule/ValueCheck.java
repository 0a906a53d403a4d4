package io.quong.schema.rule;

import com.fasterxml.jackson.databind.JsonNode;

/** One custom rule for one value. Stateless, with a public no-argument constructor. */
public interface ValueCheck {
  /**
   * The message when the value is refused, or null. The value has the declared type and is not
   * null.
   */
  String refuse(JsonNode value);
}
