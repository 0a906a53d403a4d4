package io.quong.plugins.requesttransformer;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.lua.LuaException;
import io.quong.lua.LuaTemplate;
import io.quong.plugin.message.NameValue;
import io.quong.schema.rule.ValueCheck;

/** {@code name:value} with a value that compiles as a template. */
public final class TemplateEntry implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    NameValue entry = NameValue.of(value.asText());
    if (entry.value() == null) {
      return "key '" + entry.name() + "' has no value";
    }
    try {
      LuaTemplate.compile(entry.value());
      return null;
    } catch (LuaException invalid) {
      return "value '"
          + entry.value()
          + "' is not in supported format, error:"
          + invalid.getMessage();
    }
  }
}
