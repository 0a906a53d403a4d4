package io.quong.lua;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Entities as scripts see them: tables with the names of the Admin API. */
final class LuaEntities {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private LuaEntities() {}

  /** Null for null. */
  static Object of(Record entity) {
    return entity == null ? null : LuaJson.lua(MAPPER.valueToTree(entity));
  }
}
