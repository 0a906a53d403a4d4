package io.quong.plugins.cors;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.quong.schema.rule.ValueCheck;

/** An origin is {@code *} or a regular expression. */
public final class OriginCheck implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    String origin = value.asText();
    if (origin.equals("*")) {
      return null;
    }
    try {
      Pattern.compile(origin);
      return null;
    } catch (PatternSyntaxException invalid) {
      return "'" + origin + "' is not a valid regex";
    }
  }
}
