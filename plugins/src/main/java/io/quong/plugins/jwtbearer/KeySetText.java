package io.quong.plugins.jwtbearer;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A JSON Web Key Set. */
public final class KeySetText implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    try {
      return KeySet.parse(value.asText()).isEmpty() ? "has no key to check signatures with" : null;
    } catch (IllegalArgumentException broken) {
      return "must be a JSON Web Key Set";
    }
  }
}
