package io.quong.admin.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.store.EntityChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How answers show what changed of entities. */
final class ChangeView {
  private static final List<String> NAMES = List.of("name", "username", "instance_name", "prefix");

  private ChangeView() {}

  /** {@code {operation, kind, id, name}}, the name when the kind has one. */
  static ObjectNode brief(EntityChange change) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("operation", change.operation());
    shown.put("kind", change.kind());
    shown.put("id", change.id());
    ObjectNode body = change.after() == null ? change.before() : change.after();
    for (String name : NAMES) {
      if (body != null && body.path(name).isTextual()) {
        shown.set("name", body.get(name));
        break;
      }
    }
    return shown;
  }

  /** The same with {@code fields}: each that differs, with {@code from} and {@code to}. */
  static ObjectNode whole(EntityChange change) {
    ObjectNode shown = brief(change);
    ObjectNode fields = shown.putObject("fields");
    ObjectNode before = orEmpty(change.before());
    ObjectNode after = orEmpty(change.after());
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode from = orNull(before.get(name));
      JsonNode to = orNull(after.get(name));
      if (!from.equals(to)) {
        fields.putObject(name).<ObjectNode>set("from", from).set("to", to);
      }
    }
    return shown;
  }

  static ArrayNode whole(List<EntityChange> changes) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    changes.forEach(change -> list.add(whole(change)));
    return list;
  }

  private static ObjectNode orEmpty(ObjectNode body) {
    return body == null ? JsonNodeFactory.instance.objectNode() : body;
  }

  private static JsonNode orNull(JsonNode value) {
    return value == null ? NullNode.instance : value;
  }
}
