package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills what is missing, never what is null, at every level; what has no default becomes null. */
final class Defaults {
  private Defaults() {}

  static void fill(Schema schema, ObjectNode record) {
    for (Field field : schema.fields()) {
      JsonNode value = record.get(field.name());
      if (value == null) {
        value = missing(field);
        // What the gateway makes is still missing for it, and what is required stays missing.
        if (value.isNull()
            && field.defaultValue() == null
            && (field.auto() != null || field.isRequired())) {
          continue;
        }
        record.set(field.name(), value);
      }
      fillInside(field, value);
    }
  }

  private static JsonNode missing(Field field) {
    if (field.defaultValue() != null) {
      return field.defaultValue().deepCopy();
    }
    // A required record of a subschema that is not known stays open for it.
    return field.isRequired() && field.record() != null
        ? JsonNodeFactory.instance.objectNode()
        : NullNode.instance;
  }

  private static void fillInside(Field field, JsonNode value) {
    if (field.record() != null && value instanceof ObjectNode inner) {
      fill(field.record(), inner);
    } else if (field.elements() != null && value.isContainerNode()) {
      for (JsonNode element : value) {
        fillInside(field.elements(), element);
      }
    }
  }

  /** What a record becomes of its fields' defaults alone, without those that become null. */
  static ObjectNode shown(Schema schema) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (Field field : schema.fields()) {
      JsonNode value = missing(field);
      if (field.record() != null && value.isObject()) {
        out.set(field.name(), shown(field.record()));
      } else if (!value.isNull()) {
        out.set(field.name(), value);
      }
    }
    return out;
  }
}
