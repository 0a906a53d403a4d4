package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One rule of a field's value. */
public interface Rule {
  /** The message when the value is refused, or null. The value has the field's type. */
  String refuse(JsonNode value);

  /** Adds the attributes that schemas show of it. */
  default void show(ObjectNode attributes) {}

  /** Whether the rule has its say before the value's type and parts are looked at. */
  default boolean comesFirst() {
    return false;
  }
}
