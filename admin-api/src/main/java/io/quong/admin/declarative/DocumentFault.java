package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is wrong with a document, all of one phase together. */
public final class DocumentFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ObjectNode fields;
  private final transient ObjectNode rest;
  private final transient ArrayNode flattened;

  /**
   * @param fields mirrors the document
   * @param rest what belongs to no entity
   * @param flattened one report for each entity
   */
  DocumentFault(ObjectNode fields, ObjectNode rest, ArrayNode flattened) {
    super("the declarative configuration is invalid", null, false, false);
    this.fields = fields;
    this.rest = rest;
    this.flattened = flattened;
  }

  /** The text could not be read. */
  static DocumentFault unreadable(String reason) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("error", "failed parsing declarative configuration: " + reason);
    return new DocumentFault(fields, fields, JsonNodeFactory.instance.arrayNode());
  }

  public ObjectNode fields() {
    return fields;
  }

  /** Whether the text could be read at all. */
  boolean isOfEntities() {
    return !fields.path("error").isTextual();
  }

  public ObjectNode rest() {
    return rest;
  }

  public ArrayNode flattened() {
    return flattened;
  }

  /** Kong's list for people: {@code in 'services':} and, one step further in, what is wrong. */
  public String listed() {
    if (fields.path("error").isTextual()) {
      return fields.get("error").asText();
    }
    StringBuilder out = new StringBuilder();
    list(fields, "", out);
    return out.toString().stripTrailing();
  }

  private static void list(JsonNode errors, String indent, StringBuilder out) {
    if (errors.isArray()) {
      for (int i = 0; i < errors.size(); i++) {
        JsonNode error = errors.get(i);
        if (error.isTextual()) {
          out.append(indent).append("- ").append(error.asText()).append('\n');
        } else if (!error.isNull()) {
          out.append(indent).append("- in entry ").append(i + 1).append(":\n");
          list(error, indent + "  ", out);
        }
      }
      return;
    }
    for (var entry : errors.properties()) {
      out.append(indent).append("in '").append(entry.getKey()).append("':");
      if (entry.getValue().isTextual()) {
        out.append(' ').append(entry.getValue().asText()).append('\n');
      } else {
        out.append('\n');
        list(entry.getValue(), indent + "  ", out);
      }
    }
  }
}
