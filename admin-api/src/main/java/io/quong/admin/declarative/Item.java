package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.entity.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One entity of a document, with those nested in it and what is wrong with it. */
final class Item {
  final Kind kind;
  final Item parent;

  /** The reference to the parent; null at the top. */
  final String parentField;

  /** Its position in its list, from 0. */
  final int position;

  /** As the document has it, nested entities taken out. */
  final ObjectNode given;

  /** The same with id, ids for references, and without comments. */
  ObjectNode entity;

  final Map<String, List<Item>> nested = new LinkedHashMap<>();

  /** Field errors by name; a text for one of the whole entity. */
  JsonNode errors = JsonNodeFactory.instance.objectNode();

  /** References that are texts or ids, and name what is not in the document. */
  final List<String> missing = new ArrayList<>();

  /** Whether one of the errors says no more than that a text names nothing. */
  boolean onlyMissing = true;

  Item(Kind kind, Item parent, String parentField, int position, ObjectNode given) {
    this.kind = kind;
    this.parent = parent;
    this.parentField = parentField;
    this.position = position;
    this.given = given;
  }

  String id() {
    return entity.path("id").asText();
  }

  boolean isGood() {
    return errors.isContainerNode() && errors.isEmpty();
  }

  ObjectNode fieldErrors() {
    return (ObjectNode) errors;
  }

  /** By what reference errors name it: a unique value, or its id. */
  String key() {
    String name = kind.endpointKey();
    if (name != null
        && Boolean.TRUE.equals(kind.schema().field(name).traits().unique())
        && given.path(name).isTextual()) {
      return given.get(name).asText();
    }
    return id();
  }

  /** All of them in the order of the document, parents first. */
  static List<Item> flat(Map<String, List<Item>> lists) {
    List<Item> all = new ArrayList<>();
    for (List<Item> list : lists.values()) {
      for (Item item : list) {
        all.add(item);
        all.addAll(flat(item.nested));
      }
    }
    return all;
  }

  /** The errors as a tree that mirrors the document; empty when there are none. */
  static ObjectNode errors(Map<String, List<Item>> lists) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    for (var entry : lists.entrySet()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (Item item : entry.getValue()) {
        JsonNode own = item.errors;
        if (own instanceof ObjectNode fields) {
          ObjectNode both = fields.deepCopy();
          both.setAll(errors(item.nested));
          own = both;
        }
        if (!own.isEmpty() || own.isTextual()) {
          while (list.size() < item.position) {
            list.addNull();
          }
          list.add(own);
        }
      }
      if (!list.isEmpty()) {
        tree.set(entry.getKey(), list);
      }
    }
    return tree;
  }
}
