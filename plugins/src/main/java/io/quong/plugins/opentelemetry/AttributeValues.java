package io.quong.plugins.opentelemetry;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** Values of attributes are texts, numbers or booleans. */
public final class AttributeValues implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    for (JsonNode each : value) {
      if (each.isTextual() && each.asText().isEmpty()) {
        return "required field missing";
      }
      if (each.isContainerNode()) {
        return "invalid type of value: table";
      }
    }
    return null;
  }
}
