package io.quong.plugin.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.message.NameValue;
import io.quong.schema.rule.ValueCheck;

/** {@code name:value} or a name alone, where the name is one of a header. */
public final class HeaderEntry implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    return refuseName(NameValue.of(value.asText()).name());
  }

  static String refuseName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
        return "'" + name + "' is not a valid header";
      }
    }
    return name.isEmpty() ? "'' is not a valid header" : null;
  }
}
