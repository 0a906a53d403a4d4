package io.quong.plugin.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A text that compiles as a {@link Template}. */
public final class TemplateSource implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    try {
      new Template(value.asText());
      return null;
    } catch (TemplateException wrong) {
      return "not a template: " + wrong.getMessage();
    }
  }
}
