package io.quong.admin.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Row;
import io.quong.schema.Field;
import io.quong.schema.LuaText;

/** Turns references by a unique field, {@code {"name": "s1"}}, into ids. */
final class References {
  private final Kinds kinds;

  References(Kinds kinds) {
    this.kinds = kinds;
  }

  /**
   * Changes the entity.
   *
   * @throws AdminError with all that cannot be resolved
   */
  void resolve(Kind kind, ObjectNode entity, Lookup lookup) {
    ObjectNode unresolved = JsonNodeFactory.instance.objectNode();
    for (Field field : kind.schema().references()) {
      if (entity.get(field.name()) instanceof ObjectNode value && !hasId(value)) {
        Kind target = kinds.get(field.relation().kind());
        String key = key(target, value);
        if (key == null) {
          continue;
        }
        Row row = lookup.byKey(target.name(), key, value.get(key).asText());
        if (row == null) {
          unresolved.putObject(field.name()).put(key, refusal(target, key, value.get(key)));
        } else {
          entity.putObject(field.name()).put("id", row.id());
        }
      }
    }
    if (!unresolved.isEmpty()) {
      throw AdminError.unresolved(unresolved);
    }
  }

  private static boolean hasId(ObjectNode value) {
    return value.path("id").isTextual() && PathKey.isId(value.get("id").asText());
  }

  private static String key(Kind target, ObjectNode value) {
    for (Field unique : target.uniqueFields()) {
      if (value.path(unique.name()).isTextual()) {
        return unique.name();
      }
    }
    return null;
  }

  private static String refusal(Kind target, String key, JsonNode value) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.set(key, value);
    return "the foreign key cannot be resolved with '%s' for an existing '%s' entity"
        .formatted(LuaText.compact(shown), target.name());
  }
}
