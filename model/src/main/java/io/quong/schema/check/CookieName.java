package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A token of HTTP. */
public final class CookieName implements ValueCheck {
  private static final String SEPARATORS = "()<>@,;:\\\"/?={}[]";

  @Override
  public String refuse(JsonNode value) {
    String name = value.asText();
    if (name.isEmpty()) {
      return "no token provided";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == 0x7f || SEPARATORS.indexOf(c) >= 0) {
        return "contains one or more invalid characters. ASCII control characters (0-31;127), space,"
            + " tab and the characters ()<>@,;:\\\"/?={}[] are not allowed.";
      }
    }
    return null;
  }
}
