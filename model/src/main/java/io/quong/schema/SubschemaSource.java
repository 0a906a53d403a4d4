package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds the subschema of an entity: of a plugin by its name, of a route by its protocols. */
public interface SubschemaSource {
  /** The field that chooses. */
  String key();

  /** The subschema for the choosing field's value, which may be missing or of any type; or null. */
  Subschema find(JsonNode value);

  /**
   * The message when there is no subschema for the value; null when there is one. The value is
   * missing, null or of the field's type.
   */
  String refusal(JsonNode value);

  /** What whoever chose the value should know of it, or null. */
  default String warning(JsonNode value) {
    return null;
  }
}
