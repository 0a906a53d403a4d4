package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.Kinds;
import io.quong.schema.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes a document apart: what stands at its top, its entities, and those nested in them to any
 * depth.
 */
final class DocumentReader {
  private static final Set<String> VERSIONS = Set.of("1.1", "2.1", "3.0");

  /** Entities of Kong that have no meaning here. */
  private static final Set<String> PASSED_OVER =
      Set.of("workspaces", "parameters", "filter_chains");

  private static final String COMMENT = "_comment";
  private static final String IGNORE = "_ignore";

  private final Kinds kinds;

  /** By parent: which kinds may be nested in it, and by which reference. */
  private final Map<String, Map<String, Field>> children = new HashMap<>();

  DocumentReader(Kinds kinds) {
    this.kinds = kinds;
    for (Kind kind : kinds.all()) {
      for (Field reference : kind.schema().references()) {
        children
            .computeIfAbsent(reference.relation().kind(), unused -> new HashMap<>())
            .putIfAbsent(kind.name(), reference);
      }
    }
  }

  /**
   * A document in parts.
   *
   * @param errors of what stands at the top
   * @param lists of entities by kind
   */
  record Parts(
      ObjectNode errors, boolean transform, String version, Map<String, List<Item>> lists) {}

  Parts read(ObjectNode document) {
    ObjectNode errors = JsonNodeFactory.instance.objectNode();
    Map<String, List<Item>> lists = new LinkedHashMap<>();
    check(document.get("_format_version"), errors);
    JsonNode transform = document.get("_transform");
    if (transform != null && !transform.isNull() && !transform.isBoolean()) {
      errors.put("_transform", "expected a boolean");
    }
    comments(document, errors);
    for (var member : document.properties()) {
      String name = member.getKey();
      Kind kind = kinds.find(name);
      if (kind != null) {
        list(kind, null, null, member.getValue(), lists, errors);
      } else if (!isOwn(name)) {
        errors.put(name, "unknown field");
      }
    }
    return new Parts(
        errors,
        transform == null || !transform.isBoolean() || transform.booleanValue(),
        document.path("_format_version").asText(),
        lists);
  }

  private static boolean isOwn(String name) {
    return switch (name) {
      case "_format_version", "_transform", COMMENT, IGNORE -> true;
      default -> PASSED_OVER.contains(name);
    };
  }

  private static void check(JsonNode version, ObjectNode errors) {
    if (version == null || version.isNull()) {
      errors.put("_format_version", "required field missing");
    } else if (!version.isTextual()) {
      errors.put("_format_version", "expected a string");
    } else if (!VERSIONS.contains(version.asText())) {
      errors.put("_format_version", "expected one of: 1.1, 2.1, 3.0");
    }
  }

  private static void comments(ObjectNode of, ObjectNode errors) {
    JsonNode comment = of.path(COMMENT);
    if (!comment.isMissingNode() && !comment.isNull() && !comment.isTextual()) {
      errors.put(COMMENT, "expected a string");
    }
    JsonNode ignored = of.path(IGNORE);
    if (!ignored.isMissingNode() && !ignored.isNull() && !isList(ignored)) {
      errors.put(IGNORE, "expected an array");
    }
  }

  /** To Lua an empty object is an empty list. */
  private static boolean isList(JsonNode value) {
    return value.isArray() || (value.isObject() && value.isEmpty());
  }

  private void list(
      Kind kind,
      Item parent,
      String parentField,
      JsonNode value,
      Map<String, List<Item>> lists,
      ObjectNode errors) {
    if (value.isNull()) {
      return;
    }
    if (!isList(value)) {
      errors.put(kind.name(), "expected an array");
      return;
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode each : value) {
      items.add(item(kind, parent, parentField, items.size(), each));
    }
    lists.put(kind.name(), items);
  }

  private Item item(Kind kind, Item parent, String parentField, int position, JsonNode value) {
    if (!(value instanceof ObjectNode object)) {
      Item bad =
          new Item(kind, parent, parentField, position, JsonNodeFactory.instance.objectNode());
      bad.entity = bad.given;
      bad.errors =
          JsonNodeFactory.instance.textNode(
              value instanceof NullNode ? "required field missing" : "expected a record");
      return bad;
    }
    ObjectNode given = object.deepCopy();
    Item item = new Item(kind, parent, parentField, position, given);
    comments(given, item.fieldErrors());
    Map<String, Field> mine = children.getOrDefault(kind.name(), Map.of());
    for (var entry : mine.entrySet()) {
      // A certificate's names are entities here, not the texts that a write has.
      if (given.has(entry.getKey())) {
        JsonNode nested = given.remove(entry.getKey());
        list(
            kinds.get(entry.getKey()),
            item,
            entry.getValue().name(),
            nested,
            item.nested,
            item.fieldErrors());
      }
    }
    item.entity = given.deepCopy();
    item.entity.remove(List.of(COMMENT, IGNORE));
    return item;
  }
}
