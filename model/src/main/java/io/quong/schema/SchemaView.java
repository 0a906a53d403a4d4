package io.quong.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Schemas in the shape of Kong's {@code /schemas/…} answers. */
final class SchemaView {
  /** What messages of deprecated fields begin with: the plugin's name; empty for none. */
  private final String owner;

  private SchemaView(String owner) {
    this.owner = owner;
  }

  static ObjectNode of(Schema schema) {
    return new SchemaView("").top(schema.fields(), schema.checks());
  }

  static ObjectNode of(Subschema subschema) {
    return new SchemaView(subschema.name()).top(subschema.fields(), subschema.checks());
  }

  /** The record alone, as {@code /plugins/schema/{name}} answers. */
  static ObjectNode ofRecord(String owner, Schema record) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    new SchemaView(owner).record(record, "config.", out);
    if (!out.has("entity_checks")) {
      out.putArray("entity_checks");
    }
    return out;
  }

  private ObjectNode top(List<Field> fields, List<CrossRule> checks) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode shown = out.putArray("fields");
    // Kong marks the elements of an entity's own lists as required, those inside records not.
    fields.forEach(field -> attributes(field, true, field.name() + ".", named(field, shown)));
    ArrayNode entityChecks = out.putArray("entity_checks");
    checks.forEach(check -> check.show(entityChecks));
    return out;
  }

  private static ObjectNode named(Field field, ArrayNode shown) {
    return shown.addObject().putObject(field.name());
  }

  private void attributes(Field field, boolean top, String path, ObjectNode out) {
    out.put("type", field.type().word());
    if (field.required() != null) {
      out.put("required", field.required());
    }
    if (field.defaultValue() != null) {
      out.set("default", field.defaultValue());
    }
    if (field.auto() != null) {
      out.put("auto", true);
    }
    field.rules().forEach(rule -> rule.show(out));
    traits(field, out);
    if (field.relation() != null) {
      out.put("reference", field.relation().kind());
      if (field.relation().onDelete() != io.quong.schema.rule.Reference.OnDelete.RESTRICT) {
        out.put("on_delete", field.relation().onDelete().name().toLowerCase(Locale.ROOT));
      }
    }
    if (field.keys() != null) {
      part(field.keys(), top, path, out.putObject("keys"));
    }
    if (field.elements() != null) {
      String word = field.type() == FieldType.MAP ? "values" : "elements";
      part(field.elements(), top, path, out.putObject(word));
    }
    if (field.record() != null) {
      record(field.record(), path, out);
    } else if (field.type() == FieldType.RECORD) {
      out.put("abstract", true);
    }
  }

  private void part(Field part, boolean top, String path, ObjectNode out) {
    attributes(part, top, path, out);
    if (top) {
      out.put("required", true);
    }
  }

  private static void traits(Field field, ObjectNode out) {
    Field.Traits traits = field.traits();
    if (traits.unique() != null) {
      out.put("unique", traits.unique());
    }
    flag(out, "unique_across_ws", traits.uniqueAcrossWorkspaces());
    flag(out, "referenceable", traits.referenceable());
    flag(out, "encrypted", traits.encrypted());
    flag(out, "transient", traits.notStored());
    if (traits.deprecation() != null) {
      ObjectNode deprecation = out.putObject("deprecation");
      if (!traits.deprecation().message().isEmpty()) {
        deprecation.put("message", traits.deprecation().message());
      }
      deprecation.put("removal_in_version", traits.deprecation().removalInVersion());
      if (traits.deprecation().oldDefault() != null) {
        deprecation.set("old_default", traits.deprecation().oldDefault());
      }
    }
  }

  private static void flag(ObjectNode out, String name, boolean set) {
    if (set) {
      out.put(name, true);
    }
  }

  private void record(Schema record, String path, ObjectNode out) {
    ArrayNode fields = out.putArray("fields");
    record.fields().forEach(f -> attributes(f, false, path + f.name() + ".", named(f, fields)));
    if (!record.checks().isEmpty()) {
      ArrayNode checks = out.putArray("entity_checks");
      record.checks().forEach(check -> check.show(checks));
    }
    if (!record.shorthands().isEmpty()) {
      ArrayNode shorthands = out.putArray("shorthand_fields");
      record.shorthands().forEach(former -> shorthand(former, path, shorthands));
    }
  }

  private void shorthand(ShorthandField former, String path, ArrayNode shorthands) {
    ObjectNode out = named(former.field(), shorthands);
    out.put("type", former.field().type().word());
    if (former.removalInVersion().isEmpty()) {
      return;
    }
    ObjectNode deprecation = out.putObject("deprecation");
    deprecation.put(
        "message",
        "%s: %s%s is deprecated, please use %s%s instead"
            .formatted(owner, path, former.name(), path, former.mapsTo()));
    deprecation.put("removal_in_version", former.removalInVersion());
    if (!former.echoed()) {
      return;
    }
    ArrayNode steps = deprecation.putArray("replaced_with").addObject().putArray("path");
    for (String step : former.mapsTo().split("\\.")) {
      steps.add(step);
    }
  }
}
