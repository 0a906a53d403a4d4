package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Dotted paths into a tree of records. */
final class Paths {
  private Paths() {}

  /** What is there, or null; a JSON null counts as nothing. */
  static JsonNode get(JsonNode tree, String path) {
    JsonNode at = tree;
    int start = 0;
    while (at instanceof ObjectNode) {
      int dot = path.indexOf('.', start);
      at = at.get(dot < 0 ? path.substring(start) : path.substring(start, dot));
      if (dot < 0) {
        return at == null || at.isNull() ? null : at;
      }
      start = dot + 1;
    }
    return null;
  }

  /** Sets a value, making the records on the way. */
  static void set(ObjectNode tree, String path, JsonNode value) {
    ObjectNode at = tree;
    int start = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
      String name = path.substring(start, dot);
      at = at.get(name) instanceof ObjectNode inner ? inner : at.putObject(name);
      start = dot + 1;
    }
    at.set(path.substring(start), value);
  }
}
