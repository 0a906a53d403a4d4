package io.quong.dataplane.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An entity as a log entry shows it: without the members that are null. */
final class LoggedEntity {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private LoggedEntity() {}

  static ObjectNode of(Record entity) {
    return MAPPER.valueToTree(entity);
  }

  static ObjectNode inWorkspace(Record entity, String workspace) {
    return of(entity).put("ws_id", workspace);
  }
}
