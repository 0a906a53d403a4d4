package io.quong.admin.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Body;
import io.quong.admin.cluster.StateStore;
import io.quong.admin.store.Row;

/** Calls of nodes on entities that they share: the same rules as for the Admin API. */
public final class StateCalls implements StateStore {
  private final EntityService service;

  public StateCalls(EntityService service) {
    this.service = service;
  }

  @Override
  public JsonNode run(JsonNode call) {
    Kind kind = service.kinds().find(call.path("kind").asText());
    if (kind == null || !kind.isState()) {
      throw new IllegalArgumentException("no kind that nodes share");
    }
    try {
      return switch (call.path("call").asText()) {
        case "find" -> entity(find(kind, call));
        case "insert" -> entity(insert(kind, body(call)));
        case "update" -> entity(update(kind, id(call), body(call)));
        case "delete" ->
            JsonNodeFactory.instance.objectNode().put("deleted", delete(kind, id(call)));
        default -> throw new IllegalArgumentException("unknown call");
      };
    } catch (AdminError refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }

  private Row find(Kind kind, JsonNode call) {
    String field = call.path("field").asText();
    String value = call.path("value").asText();
    if (field.equals("id")) {
      return PathKey.isId(value) ? service.reader().byId(kind.name(), value) : null;
    }
    return service.reader().byKey(kind.name(), field, value);
  }

  private Row insert(Kind kind, ObjectNode body) {
    return service.commit(
        transaction -> service.writes().create(kind, new Body(body, false), transaction));
  }

  private Row update(Kind kind, String id, ObjectNode body) {
    return service.commit(
        transaction -> {
          Row before = transaction.byId(kind.name(), id);
          return before == null
              ? null
              : service
                  .writes()
                  .change(before, PathKey.of(kind, id), new Body(body, false), transaction);
        });
  }

  private boolean delete(Kind kind, String id) {
    return service.commit(
        transaction -> {
          Row row = transaction.byId(kind.name(), id);
          if (row != null) {
            service.writes().delete(kind, row, transaction);
          }
          return row != null;
        });
  }

  private static ObjectNode entity(Row row) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("entity", row == null ? answer.nullNode() : row.body());
    return answer;
  }

  private static String id(JsonNode call) {
    String id = call.path("id").asText();
    if (!PathKey.isId(id)) {
      throw new IllegalArgumentException("no id");
    }
    return id;
  }

  private static ObjectNode body(JsonNode call) {
    if (call.path("body") instanceof ObjectNode body) {
      return body;
    }
    throw new IllegalArgumentException("no body");
  }
}
