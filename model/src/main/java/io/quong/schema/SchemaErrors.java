package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with an entity, as Kong's error objects say it. {@link #fields} mirrors the entity:
 * texts, nested records, lists with null for good positions, and {@code @entity} with the failed
 * checks between fields.
 */
public final class SchemaErrors {
  static final String ENTITY = "@entity";

  private final ObjectNode tree = JsonNodeFactory.instance.objectNode();

  /** One refusal at a dotted path. */
  public static SchemaErrors of(String path, String message) {
    SchemaErrors errors = new SchemaErrors();
    errors.put(path, message);
    return errors;
  }

  public boolean isEmpty() {
    return tree.isEmpty();
  }

  /** The error tree; the caller may not change it. */
  public ObjectNode fields() {
    return tree;
  }

  /** Adds a failed check of the whole entity. */
  public void addEntity(String message) {
    tree.withArray("/" + ENTITY).add(message);
  }

  /** Sets the refusal at a dotted path, replacing an earlier one there. */
  public void put(String path, String message) {
    put(path, JsonNodeFactory.instance.textNode(message));
  }

  /** Sets the refusals at a dotted path. */
  void put(String path, JsonNode errors) {
    Paths.set(tree, path, errors);
  }

  /** Sets the refusals of a field, whose name may hold dots. */
  void set(String name, JsonNode errors) {
    tree.set(name, errors);
  }

  /** The refusals at a dotted path, or null. */
  JsonNode at(String path) {
    return Paths.get(tree, path);
  }

  /** Kong's sentence: {@code 2 schema violations (host: …; port: …)}. */
  public String message() {
    List<String> parts = new ArrayList<>();
    if (tree.get(ENTITY) != null) {
      tree.get(ENTITY).forEach(text -> parts.add(text.asText()));
    }
    for (String name : LuaText.sortedNames(tree)) {
      if (!name.equals(ENTITY)) {
        describe(name, tree.get(name), parts);
      }
    }
    return parts.size() == 1
        ? "schema violation (" + parts.get(0) + ")"
        : parts.size() + " schema violations (" + String.join("; ", parts) + ")";
  }

  private static void describe(String name, JsonNode error, List<String> parts) {
    if (error.isTextual()) {
      parts.add(name + ": " + error.asText());
    } else if (error.isArray()) {
      for (int i = 0; i < error.size(); i++) {
        if (!error.get(i).isNull()) {
          parts.add(name + "." + (i + 1) + ": " + shown(error.get(i)));
        }
      }
    } else {
      for (String inner : LuaText.sortedNames(error)) {
        parts.add(name + "." + inner + ": " + shown(error.get(inner)));
      }
    }
  }

  private static String shown(JsonNode error) {
    return error.isTextual() ? error.asText() : LuaText.indented(error);
  }

  @Override
  public String toString() {
    return message();
  }
}
