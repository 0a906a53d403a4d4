package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.entity.PathKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code flattened_errors}: each entity that has any stands by itself, its nested ones too. */
final class FlatErrors {
  private static final String WHOLE = "@entity";

  private FlatErrors() {}

  /**
   * @param all in the order of the document
   */
  static ArrayNode of(List<Item> all) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = all.size() - 1; i >= 0; i--) {
      Item item = all.get(i);
      if (!item.isGood() || !item.missing.isEmpty()) {
        list.add(report(item));
      }
    }
    return list;
  }

  private static ObjectNode report(Item item) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    String kind = item.kind.name();
    report.put("entity_type", kind.endsWith("s") ? kind.substring(0, kind.length() - 1) : kind);
    ObjectNode given = item.given.deepCopy();
    if (item.errors.isTextual() && !given.has("id")) {
      given.put("id", item.id());
    }
    if (given.path("name").isTextual()) {
      report.set("entity_name", given.get("name"));
    }
    if (given.path("id").isTextual() && PathKey.isId(given.get("id").asText())) {
      report.set("entity_id", given.get("id"));
    }
    if (isTextList(given.path("tags"))) {
      report.set("entity_tags", given.get("tags"));
    }
    if (item.parent != null && item.parent.given.path("id").isTextual()) {
      given.putObject(item.parentField).set("id", item.parent.given.get("id"));
    }
    report.set("entity", given);
    ArrayNode errors = report.putArray("errors");
    item.missing.forEach(message -> ofEntity(message, errors));
    if (item.errors.isTextual()) {
      ofEntity(item.errors.asText(), errors);
    } else {
      add("", item.errors, errors);
    }
    return report;
  }

  private static boolean isTextList(JsonNode tags) {
    for (JsonNode tag : tags) {
      if (!tag.isTextual()) {
        return false;
      }
    }
    return tags.isArray();
  }

  private static void ofEntity(String message, ArrayNode errors) {
    errors.addObject().put("type", "entity").put("message", message);
  }

  private static void add(String path, JsonNode error, ArrayNode errors) {
    if (error.isTextual()) {
      errors.addObject().put("type", "field").put("field", path).put("message", error.asText());
    } else if (error.isArray()) {
      for (int i = 0; i < error.size(); i++) {
        if (!error.get(i).isNull()) {
          add(path + "." + (i + 1), error.get(i), errors);
        }
      }
    } else {
      for (String name : names(error)) {
        if (name.equals(WHOLE)) {
          error.get(name).forEach(text -> ofEntity(text.asText(), errors));
        } else {
          add(path.isEmpty() ? name : path + "." + name, error.get(name), errors);
        }
      }
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    return names;
  }
}
