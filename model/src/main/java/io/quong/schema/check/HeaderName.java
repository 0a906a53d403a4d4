package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** The name of a header, in the letters that Kong takes. */
public final class HeaderName implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    return refuse(value.asText());
  }

  static String refuse(String name) {
    if (name.isEmpty()) {
      return "no header name provided";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '-' && c != '_') {
        return "bad header name '" + name + "', allowed characters are A-Z, a-z, 0-9, '_', and '-'";
      }
    }
    return null;
  }
}
