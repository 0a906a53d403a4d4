package io.quong.admin.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.Kinds;
import io.quong.admin.entity.PathKey;
import io.quong.admin.entity.Writes;
import io.quong.admin.store.Row;
import io.quong.admin.store.Transaction;
import java.util.Locale;
import java.util.Set;

/**
 * One change of a list: what to do with which entity.
 *
 * @param index in the list, from 0
 * @param key an id or a value of the kind's unique field; null for a new entity
 */
record Operation(int index, Verb verb, Kind kind, String key, ObjectNode entity) {
  private static final Set<String> MEMBERS = Set.of("operation", "kind", "key", "entity");

  /** What may be done. */
  enum Verb {
    /** As by POST. */
    CREATE,
    /** As by PATCH. */
    UPDATE,
    /** As by PUT. */
    UPSERT,
    /** As by DELETE; one that is not there is as good as deleted. */
    DELETE
  }

  /**
   * @throws AdminError when it is not what it should be
   */
  static Operation of(int index, JsonNode given, Kinds kinds) {
    if (!given.isObject()) {
      throw AdminError.plain(400, "expected an object");
    }
    for (var member : given.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw AdminError.schema(member.getKey(), "unknown field");
      }
    }
    Verb verb = verb(given.path("operation"));
    Kind kind = given.path("kind").isTextual() ? kinds.find(given.get("kind").asText()) : null;
    if (kind == null) {
      throw AdminError.schema("kind", "expected the name of a kind of entities");
    }
    JsonNode key = given.get("key");
    if (key != null && !key.isTextual()) {
      throw AdminError.schema("key", "expected a string");
    }
    if (key == null && (verb == Verb.UPDATE || verb == Verb.DELETE)) {
      throw AdminError.schema("key", "required field missing");
    }
    JsonNode entity = given.get("entity");
    if (entity != null && !entity.isObject()) {
      throw AdminError.schema("entity", "expected a record");
    }
    return new Operation(
        index,
        verb,
        kind,
        key == null ? null : key.asText(),
        entity == null ? JsonNodeFactory.instance.objectNode() : (ObjectNode) entity);
  }

  private static Verb verb(JsonNode given) {
    for (Verb verb : Verb.values()) {
      if (verb.name().toLowerCase(Locale.ROOT).equals(given.asText())) {
        return verb;
      }
    }
    throw AdminError.schema("operation", "expected one of: create, update, upsert, delete");
  }

  void run(Writes writes, Transaction transaction) {
    Body body = new Body(entity, false);
    switch (verb) {
      case CREATE -> writes.create(kind, body, transaction);
      case UPSERT -> {
        String named = key == null ? ownKey() : key;
        if (named == null) {
          writes.create(kind, body, transaction);
        } else {
          writes.replace(PathKey.of(kind, named), body, transaction);
        }
      }
      case UPDATE -> {
        PathKey path = PathKey.of(kind, key);
        Row before = path.find(transaction);
        if (before == null) {
          throw path.missing();
        }
        writes.change(before, path, body, transaction);
      }
      case DELETE -> {
        Row row = PathKey.of(kind, key).find(transaction);
        if (row != null) {
          writes.delete(kind, row, transaction);
        }
      }
    }
  }

  /** By which an entity names itself: its id, or else its unique field. */
  private String ownKey() {
    if (entity.path("id").isTextual()) {
      return entity.get("id").asText();
    }
    String field = kind.endpointKey();
    return field != null && entity.path(field).isTextual() ? entity.get(field).asText() : null;
  }
}
