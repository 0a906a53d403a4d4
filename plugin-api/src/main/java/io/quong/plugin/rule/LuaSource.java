package io.quong.plugin.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.lua.LuaException;
import io.quong.lua.LuaScript;
import io.quong.schema.rule.ValueCheck;

/** Text that compiles as a Lua function. */
public final class LuaSource implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    try {
      LuaScript.compile(value.asText());
      return null;
    } catch (LuaException invalid) {
      // Kong names the place of its own sandbox here, clients mask it.
      return "Error parsing function: sandbox.lua:1: " + invalid.getMessage();
    }
  }
}
