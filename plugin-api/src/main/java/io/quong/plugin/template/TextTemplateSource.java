package io.quong.plugin.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;

/** A text that compiles as a {@link TextTemplate}. */
public final class TextTemplateSource implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    try {
      new TextTemplate(value.asText());
      return null;
    } catch (TemplateException wrong) {
      return "not a text with templates: " + wrong.getMessage();
    }
  }
}
