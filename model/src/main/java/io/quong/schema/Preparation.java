package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The steps from a client's body to an entity that can be stored. */
final class Preparation {
  private Preparation() {}

  static Prepared insert(Schema schema, ObjectNode body, AutoValues auto, Mode mode) {
    ObjectNode entity = body.deepCopy();
    SchemaErrors errors = new SchemaErrors();
    translate(schema.underSubschemaOf(entity), entity, errors);
    if (!errors.isEmpty()) {
      return new Prepared(entity, errors);
    }
    Defaults.fill(schema.underSubschemaOf(entity), entity);
    // A subschema may be chosen by a default of its own, as a route's by its protocols.
    Defaults.fill(schema.underSubschemaOf(entity), entity);
    auto.fillNew(schema.underSubschemaOf(entity), entity);
    return finish(schema, entity, mode);
  }

  static Prepared update(
      Schema schema, ObjectNode stored, ObjectNode patch, AutoValues auto, Mode mode) {
    ObjectNode change = patch.deepCopy();
    ObjectNode choosing = chooser(schema, stored, change);
    SchemaErrors errors = new SchemaErrors();
    translate(schema.underSubschemaOf(choosing), change, errors);
    if (!errors.isEmpty()) {
      return new Prepared(change, errors);
    }
    ObjectNode entity = stored.deepCopy();
    merge(schema.underSubschemaOf(choosing), entity, change);
    Defaults.fill(schema.underSubschemaOf(entity), entity);
    auto.touch(schema, entity);
    return finish(schema, entity, mode);
  }

  /** The field that chooses the subschema, from the change or else as stored. */
  static ObjectNode chooser(Schema schema, ObjectNode stored, ObjectNode change) {
    ObjectNode choosing = JsonNodeFactory.instance.objectNode();
    if (schema.subschemas() != null) {
      String key = schema.subschemas().key();
      JsonNode value = change.get(key);
      if (value == null && stored != null) {
        value = stored.get(key);
      }
      if (value != null) {
        choosing.set(key, value);
      }
    }
    return choosing;
  }

  private static Prepared finish(Schema schema, ObjectNode entity, Mode mode) {
    SchemaErrors errors = Validator.check(schema, entity, mode);
    if (!errors.isEmpty()) {
      return new Prepared(entity, errors);
    }
    ObjectNode canonical = CanonicalForm.of(schema.underSubschemaOf(entity), entity);
    if (schema.translation() != null) {
      schema.translation().settle(canonical);
    }
    return new Prepared(canonical, errors);
  }

  /** Replaces former fields at every level; what is wrong with them is reported at the top. */
  private static void translate(Schema schema, ObjectNode record, SchemaErrors errors) {
    for (ShorthandField shorthand : schema.shorthands()) {
      shorthand.translate(record, errors);
    }
    if (schema.translation() != null) {
      String refusal = schema.translation().translate(record);
      if (refusal != null) {
        errors.put(schema.translation().shorthand(), refusal);
      }
    }
    for (Field field : schema.fields()) {
      JsonNode value = record.get(field.name());
      if (field.record() != null && value instanceof ObjectNode inner) {
        translate(field.record(), inner, errors);
      } else if (field.elements() != null && field.elements().record() != null && value != null) {
        for (JsonNode element : value) {
          if (element instanceof ObjectNode inner) {
            translate(field.elements().record(), inner, errors);
          }
        }
      }
    }
  }

  /** Records merge, everything else is replaced. */
  private static void merge(Schema schema, ObjectNode stored, ObjectNode change) {
    for (var entry : change.properties()) {
      Field field = schema.field(entry.getKey());
      if (field != null
          && field.record() != null
          && entry.getValue() instanceof ObjectNode inner
          && stored.get(entry.getKey()) instanceof ObjectNode whole) {
        merge(field.record(), whole, inner);
      } else {
        stored.set(entry.getKey(), entry.getValue());
      }
    }
  }
}
