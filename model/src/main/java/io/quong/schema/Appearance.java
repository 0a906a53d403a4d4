package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Entities as answers show them. */
final class Appearance {
  private Appearance() {}

  static ObjectNode show(Schema schema, ObjectNode stored) {
    ObjectNode out = record(schema.underSubschemaOf(stored), stored);
    if (schema.translation() != null) {
      schema.translation().show(out);
    }
    return out;
  }

  private static ObjectNode record(Schema schema, ObjectNode stored) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (Field field : schema.fields()) {
      JsonNode value = stored.get(field.name());
      out.set(field.name(), value == null ? NullNode.instance : value(field, value));
    }
    for (ShorthandField shorthand : schema.shorthands()) {
      shorthand.echo(out);
    }
    return out;
  }

  private static JsonNode value(Field field, JsonNode value) {
    if (field.record() != null && value instanceof ObjectNode inner) {
      return record(field.record(), inner);
    }
    if (value.isNull() || field.elements() == null || !holdsRecords(field.elements())) {
      return value;
    }
    if (value instanceof ObjectNode map) {
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      map.properties().forEach(e -> out.set(e.getKey(), value(field.elements(), e.getValue())));
      return out;
    }
    var out = JsonNodeFactory.instance.arrayNode();
    value.forEach(element -> out.add(value(field.elements(), element)));
    return out;
  }

  private static boolean holdsRecords(Field field) {
    return field.record() != null || (field.elements() != null && holdsRecords(field.elements()));
  }
}
