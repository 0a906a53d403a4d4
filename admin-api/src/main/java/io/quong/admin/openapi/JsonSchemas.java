package io.quong.admin.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Schema of what {@code /schemas/…} answers: the same declarations in another language. */
final class JsonSchemas {
  private JsonSchemas() {}

  /** Of an entity or a record, whose fields stand in a list of objects with one member each. */
  static ObjectNode ofRecord(JsonNode kong) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : kong.path("fields")) {
      for (var field : each.properties()) {
        properties.set(field.getKey(), ofField(field.getValue()));
        JsonNode traits = field.getValue();
        boolean filled = traits.has("default") || traits.path("type").asText().equals("record");
        if (traits.path("required").asBoolean() && !filled && !traits.path("auto").asBoolean()) {
          required.add(field.getKey());
        }
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private static ObjectNode ofField(JsonNode field) {
    ObjectNode schema = ofType(field);
    if (!field.path("required").asBoolean() && schema.path("type").isTextual()) {
      String type = schema.get("type").asText();
      schema.putArray("type").add(type).add("null");
    }
    copy(field, "default", schema, "default");
    copy(field, "description", schema, "description");
    if (field.path("encrypted").asBoolean()) {
      schema.put("writeOnly", false).put("x-encrypted", true);
    }
    if (field.path("referenceable").asBoolean()) {
      schema.put("x-referenceable", true);
    }
    return schema;
  }

  private static ObjectNode ofType(JsonNode field) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    switch (field.path("type").asText()) {
      case "string" -> text(field, schema);
      case "integer", "number" -> {
        schema.put("type", field.get("type").asText());
        limits(field, schema);
      }
      case "boolean" -> schema.put("type", "boolean");
      case "array", "set" -> {
        schema.put("type", "array");
        if (field.get("type").asText().equals("set")) {
          schema.put("uniqueItems", true);
        }
        schema.set("items", ofType(field.path("elements")));
        copy(field, "len_min", schema, "minItems");
        copy(field, "len_max", schema, "maxItems");
      }
      case "map" -> {
        schema.put("type", "object");
        schema.set("additionalProperties", ofType(field.path("values")));
      }
      case "record" -> schema.setAll(ofRecord(field));
      case "foreign" -> {
        schema.put("type", "object");
        schema.put("description", "reference to one of " + field.path("reference").asText());
        schema.putObject("properties").putObject("id").put("type", "string").put("format", "uuid");
      }
      default -> {
        // Anything at all.
      }
    }
    JsonNode oneOf = field.path("one_of");
    if (oneOf.isArray() && !oneOf.isEmpty()) {
      ArrayNode values = schema.putArray("enum");
      oneOf.forEach(values::add);
      if (!field.path("required").asBoolean()) {
        values.addNull();
      }
    }
    return schema;
  }

  private static void text(JsonNode field, ObjectNode schema) {
    schema.put("type", "string");
    if (field.path("uuid").asBoolean()) {
      schema.put("format", "uuid");
    }
    copy(field, "len_min", schema, "minLength");
    copy(field, "len_max", schema, "maxLength");
    if (field.has("len_eq")) {
      schema.set("minLength", field.get("len_eq"));
      schema.set("maxLength", field.get("len_eq"));
    }
  }

  private static void limits(JsonNode field, ObjectNode schema) {
    JsonNode between = field.path("between");
    if (between.isArray() && between.size() == 2) {
      if (between.get(0).isNumber()) {
        schema.set("minimum", between.get(0));
      }
      if (between.get(1).isNumber()) {
        schema.set("maximum", between.get(1));
      }
    }
    if (field.path("gt").isNumber()) {
      schema.set("exclusiveMinimum", field.get("gt"));
    }
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    if (from.has(name)) {
      to.set(as, from.get(name));
    }
  }
}
