package io.quong.admin.lint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.store.Row;
import java.util.List;
import java.util.Locale;

/**
 * One thing to look at.
 *
 * @param id of the check, {@code shadowed-route}
 * @param entities that are concerned, the one to change first
 * @param advice one sentence: what to do
 */
record Finding(String id, Severity severity, List<Row> entities, String advice) {
  /** How bad it is. */
  enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  ObjectNode shown() {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("id", id);
    shown.put("severity", severity.name().toLowerCase(Locale.ROOT));
    var list = shown.putArray("entities");
    for (Row row : entities) {
      ObjectNode entity = list.addObject().put("kind", row.kind()).put("id", row.id());
      if (row.body().path("name").isTextual()) {
        entity.set("name", row.body().get("name"));
      }
    }
    return shown.put("advice", advice);
  }
}
