package io.quong.dataplane.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.message.EntityJson;

/** An entity as a log entry shows it. */
public final class LoggedEntity {
  private LoggedEntity() {}

  public static ObjectNode of(Record entity) {
    return EntityJson.of(entity);
  }

  public static ObjectNode inWorkspace(Record entity, String workspace) {
    return of(entity).put("ws_id", workspace);
  }
}
