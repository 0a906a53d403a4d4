package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Gives the texts of a form the types that the schema asks for. */
final class FormText {
  private FormText() {}

  static ObjectNode convert(Schema schema, ObjectNode form, ObjectNode stored) {
    ObjectNode choosing = Preparation.chooser(schema, stored, form);
    if (schema.subschemas() != null) {
      String key = schema.subschemas().key();
      if (choosing.has(key)) {
        choosing.set(key, convert(schema.field(key), choosing.get(key)));
      }
    }
    ObjectNode out = record(schema.underSubschemaOf(choosing), form);
    if (schema.accepts("ttl") && out.path("ttl").isTextual()) {
      out.set("ttl", number(out.get("ttl")));
    }
    return out;
  }

  private static ObjectNode record(Schema schema, ObjectNode form) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (var entry : form.properties()) {
      Field field = schema.field(entry.getKey());
      if (field == null) {
        field = former(schema, entry.getKey());
      }
      out.set(
          entry.getKey(),
          field == null ? emptyIsNull(entry.getValue()) : convert(field, entry.getValue()));
    }
    return out;
  }

  private static Field former(Schema schema, String name) {
    for (ShorthandField shorthand : schema.shorthands()) {
      if (shorthand.name().equals(name)) {
        return shorthand.field();
      }
    }
    return null;
  }

  private static JsonNode convert(Field field, JsonNode given) {
    JsonNode value = emptyIsNull(given);
    if (value.isNull()) {
      return value;
    }
    return switch (field.type()) {
      case NUMBER, INTEGER -> number(value);
      case BOOLEAN -> bool(value);
      case ARRAY, SET -> list(field, value);
      case MAP -> map(field, value);
      case RECORD ->
          field.record() != null && value instanceof ObjectNode inner
              ? record(field.record(), inner)
              : value;
      case STRING, FOREIGN, ANY -> value;
    };
  }

  private static JsonNode emptyIsNull(JsonNode value) {
    return value.isTextual() && value.asText().isEmpty() ? NullNode.instance : value;
  }

  private static JsonNode number(JsonNode value) {
    JsonNode number = value.isTextual() ? Numbers.parse(value.asText()) : null;
    return number == null ? value : number;
  }

  private static JsonNode bool(JsonNode value) {
    if (!value.isTextual()) {
      return value;
    }
    return switch (value.asText()) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> TextNode.valueOf(value.asText());
    };
  }

  private static JsonNode list(Field field, JsonNode value) {
    if (value.isObject() && field.elements().type() != FieldType.RECORD) {
      return value;
    }
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    if (value.isArray()) {
      value.forEach(element -> out.add(convert(field.elements(), element)));
    } else {
      out.add(convert(field.elements(), value));
    }
    return out;
  }

  private static JsonNode map(Field field, JsonNode value) {
    if (!value.isObject()) {
      return value;
    }
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(entry -> out.set(entry.getKey(), convert(field.elements(), entry.getValue())));
    return out;
  }
}
