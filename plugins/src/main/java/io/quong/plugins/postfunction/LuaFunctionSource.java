package io.quong.plugins.postfunction;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.lua.LuaException;
import io.quong.lua.LuaScript;
import io.quong.schema.rule.ValueCheck;

/** Text that compiles as a Lua chunk. */
public final class LuaFunctionSource implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    try {
      LuaScript.compile(value.asText());
      return null;
    } catch (LuaException invalid) {
      return "error parsing post-function: " + invalid.getMessage();
    }
  }
}
