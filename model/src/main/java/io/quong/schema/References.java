package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Checks references to other entities: {@code {"id": "…"}}, or a unique field in its place. */
final class References {
  private References() {}

  static JsonNode refuse(String kind, JsonNode value, Mode mode) {
    JsonNode id = value.get("id");
    boolean given = id != null && !id.isNull();
    if (given && id.isTextual() && ValueRules.isUuid(id.asText())) {
      return null;
    }
    ObjectNode errors = JsonNodeFactory.instance.objectNode();
    Schema target = ResourceCatalogue.get().find(kind).orElse(null);
    boolean byKey = false;
    if (value.isObject() && target != null) {
      for (var entry : value.properties()) {
        Field field = target.field(entry.getKey());
        if (entry.getKey().equals("id")) {
          continue;
        }
        if (field == null) {
          errors.put(entry.getKey(), "unknown field");
          continue;
        }
        if (entry.getValue().isNull()) {
          continue;
        }
        JsonNode refusal = Validator.refuse(field, entry.getValue(), mode);
        if (refusal != null) {
          errors.set(entry.getKey(), refusal);
        }
        byKey |= Boolean.TRUE.equals(field.traits().unique());
      }
    }
    if (!errors.isEmpty()) {
      return errors;
    }
    if (byKey && mode.referencesByKey()) {
      return null;
    }
    if (!given) {
      return errors.put("id", "missing primary key");
    }
    return errors.put("id", id.isTextual() ? "expected a valid UUID" : "expected a string");
  }
}
