package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The one form in which a good entity is stored: fields in order, sets without duplicates (sets of
 * records keep theirs, as in Kong), 10 for 10.0, ids in lower case, references by id alone.
 */
final class CanonicalForm {
  private CanonicalForm() {}

  static ObjectNode of(Schema schema, ObjectNode record) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (Field field : schema.fields()) {
      JsonNode value = record.get(field.name());
      if (value != null) {
        out.set(field.name(), of(field, value));
      }
    }
    for (var entry : record.properties()) {
      if (!out.has(entry.getKey())) {
        out.set(entry.getKey(), entry.getValue());
      }
    }
    return out;
  }

  private static JsonNode of(Field field, JsonNode value) {
    if (value.isNull()) {
      return value;
    }
    return switch (field.type()) {
      case NUMBER, INTEGER -> value.isNumber() ? Numbers.canonical(value) : value;
      case STRING ->
          field.rules().contains(ValueRules.UUID_TEXT) && value.isTextual()
              ? TextNode.valueOf(value.asText().toLowerCase(Locale.ROOT))
              : value;
      case ARRAY, SET -> list(field, value);
      case MAP -> map(field, value);
      case RECORD -> record(field, value);
      case FOREIGN -> reference(value);
      case BOOLEAN, ANY -> value;
    };
  }

  private static ArrayNode list(Field field, JsonNode value) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    Set<JsonNode> seen = new LinkedHashSet<>();
    boolean distinct = field.type() == FieldType.SET && field.elements().type() != FieldType.RECORD;
    for (JsonNode element : value) {
      JsonNode canonical = of(field.elements(), element);
      if (!distinct || seen.add(canonical)) {
        out.add(canonical);
      }
    }
    return out;
  }

  private static ObjectNode map(Field field, JsonNode value) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (var entry : value.properties()) {
      out.set(entry.getKey(), of(field.elements(), entry.getValue()));
    }
    return out;
  }

  private static JsonNode record(Field field, JsonNode value) {
    if (value.isArray()) {
      return JsonNodeFactory.instance.objectNode();
    }
    return field.record() == null ? value : of(field.record(), (ObjectNode) value);
  }

  private static JsonNode reference(JsonNode value) {
    JsonNode id = value.get("id");
    if (id == null || !id.isTextual() || !ValueRules.isUuid(id.asText())) {
      return value;
    }
    return JsonNodeFactory.instance.objectNode().put("id", id.asText().toLowerCase(Locale.ROOT));
  }
}
