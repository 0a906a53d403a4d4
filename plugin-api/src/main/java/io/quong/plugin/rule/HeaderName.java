package io.quong.plugin.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** The name of a header, in the letters that Kong takes. */
public final class HeaderName implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    String name = value.asText();
    if (name.isEmpty()) {
      return "no header name provided";
    }
    return HeaderEntry.refuseName(name) == null
        ? null
        : "bad header name '" + name + "', allowed characters are A-Z, a-z, 0-9, '_', and '-'";
  }
}
