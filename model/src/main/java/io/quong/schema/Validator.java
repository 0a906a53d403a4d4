package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quong.vault.VaultReference;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Checks JSON trees against a schema. It goes as deep as the schema does, whatever it is given, and
 * answers refusals as trees: a text, or an object or list of them.
 */
final class Validator {
  private static final TextNode REQUIRED = TextNode.valueOf("required field missing");
  private static final TextNode UNKNOWN = TextNode.valueOf("unknown field");

  private Validator() {}

  /** Checks a whole entity, defaults filled. */
  static SchemaErrors check(Schema schema, ObjectNode entity, Mode mode) {
    SchemaErrors errors = new SchemaErrors();
    Subschema subschema = null;
    if (schema.subschemas() != null) {
      String key = schema.subschemas().key();
      JsonNode value = entity.get(key);
      if (value != null && !value.isNull() && !schema.field(key).type().accepts(value)) {
        return SchemaErrors.of(key, schema.field(key).type().mismatch());
      }
      String refusal = schema.subschemas().refusal(value);
      if (refusal != null) {
        return SchemaErrors.of(key, refusal);
      }
      subschema = schema.subschemas().find(entity.get(key));
    }
    Schema whole = subschema == null ? schema : schema.under(subschema);
    checkRecord(whole, entity, mode, errors);
    return errors;
  }

  private static void checkRecord(
      Schema schema, ObjectNode record, Mode mode, SchemaErrors errors) {
    for (Field field : schema.fields()) {
      JsonNode refusal = refuse(field, record.get(field.name()), mode);
      if (refusal != null) {
        errors.set(field.name(), refusal);
      }
    }
    for (Iterator<String> names = record.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.field(name) == null && !schema.accepts(name)) {
        errors.set(name, UNKNOWN);
      }
    }
    CrossScope scope = new CrossScope(record, schema::find, errors, mode);
    for (CrossRule rule : schema.checks()) {
      if (applies(rule, scope)) {
        rule.check(scope);
      }
    }
  }

  private static boolean applies(CrossRule rule, CrossScope scope) {
    for (String path : rule.fields()) {
      Field field = scope.fields().find(path);
      JsonNode value = scope.get(path);
      if (value != null
          && field != null
          && field.traits().referenceable()
          && VaultReference.looksLikeOne(value.asText())) {
        return false;
      }
      if (!rule.runsWithInvalidFields() && scope.errors().at(path) != null) {
        return false;
      }
    }
    return true;
  }

  /** The refusal of a field's value (null when it is missing), or null. */
  static JsonNode refuse(Field field, JsonNode given, Mode mode) {
    JsonNode value = given == null ? NullNode.instance : given;
    for (Rule rule : field.rules()) {
      if (rule.comesFirst() && rule.refuse(value) != null) {
        return TextNode.valueOf(rule.refuse(value));
      }
    }
    if (value.isNull()) {
      return field.isRequired() ? REQUIRED : null;
    }
    if (field.type() == FieldType.MAP && value.isArray() && !value.isEmpty()) {
      // To Lua a list is a map whose keys are numbers.
      return TextNode.valueOf(field.keys().type().mismatch());
    }
    if (!field.type().accepts(value)) {
      return TextNode.valueOf(field.type().mismatch());
    }
    if (field.traits().referenceable() && VaultReference.looksLikeOne(value.asText())) {
      return null;
    }
    JsonNode inside = refuseParts(field, value, mode);
    if (inside != null) {
      return inside;
    }
    for (Rule rule : field.rules()) {
      String refusal = rule.refuse(value);
      if (refusal != null) {
        return TextNode.valueOf(refusal);
      }
    }
    return null;
  }

  private static JsonNode refuseParts(Field field, JsonNode value, Mode mode) {
    return switch (field.type()) {
      case ARRAY, SET -> refuseElements(field.elements(), value, mode);
      case MAP -> refuseEntries(field, value, mode);
      case RECORD -> field.record() == null ? null : refuseRecord(field.record(), value, mode);
      case FOREIGN -> References.refuse(field.relation().kind(), value, mode);
      case STRING, NUMBER, INTEGER, BOOLEAN, ANY -> null;
    };
  }

  private static JsonNode refuseElements(Field elements, JsonNode list, Mode mode) {
    ArrayNode refusals = null;
    int position = 0;
    for (JsonNode element : list) {
      JsonNode refusal = element.isNull() ? REQUIRED : refuse(elements, element, mode);
      if (refusal != null) {
        refusals = refusals == null ? JsonNodeFactory.instance.arrayNode() : refusals;
        while (refusals.size() < position) {
          refusals.addNull();
        }
        refusals.add(refusal);
      }
      position++;
    }
    return refusals;
  }

  /** Kong answers the first refusal of a map in place of the map. */
  private static JsonNode refuseEntries(Field field, JsonNode map, Mode mode) {
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      JsonNode refusal = refuse(field.keys(), TextNode.valueOf(entry.getKey()), mode);
      if (refusal == null) {
        refusal =
            entry.getValue().isNull() ? REQUIRED : refuse(field.elements(), entry.getValue(), mode);
      }
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static JsonNode refuseRecord(Schema schema, JsonNode value, Mode mode) {
    SchemaErrors errors = new SchemaErrors();
    ObjectNode record =
        value instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    checkRecord(schema, record, mode, errors);
    if (!errors.isEmpty()) {
      return errors.fields();
    }
    return refuseByClass(schema.ownRules(), record);
  }

  private static JsonNode refuseByClass(List<Rule> rules, ObjectNode record) {
    for (Rule rule : rules) {
      String refusal = rule.refuse(record);
      if (refusal != null) {
        return TextNode.valueOf(refusal);
      }
    }
    return null;
  }
}
