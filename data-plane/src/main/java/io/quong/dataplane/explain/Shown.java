package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.Schema;

/** Entities as explanations show them. */
final class Shown {
  private static final String HIDDEN = "<hidden>";

  private Shown() {}

  static ObjectNode named(String id, String name) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
  }

  /** A configuration with its secrets hidden. */
  static JsonNode withoutSecrets(Schema schema, JsonNode config) {
    if (config == null) {
      return null;
    }
    JsonNode copy = config.deepCopy();
    for (String path : schema.secretPaths()) {
      hide(copy, path);
    }
    return copy;
  }

  private static void hide(JsonNode tree, String path) {
    if (tree instanceof ArrayNode list) {
      list.forEach(each -> hide(each, path));
      return;
    }
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    JsonNode value = tree.get(name);
    if (value == null || value.isNull()) {
      return;
    }
    if (dot >= 0) {
      hide(value, path.substring(dot + 1));
    } else {
      ((ObjectNode) tree).put(name, HIDDEN);
    }
  }
}
