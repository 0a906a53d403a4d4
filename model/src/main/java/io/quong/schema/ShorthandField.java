package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.Shorthand;
import java.util.ArrayList;
import java.util.List;

/**
 * A former field and the path of the one that it stands for.
 *
 * @param field what it accepts
 * @param removalInVersion empty when it is not deprecated
 */
record ShorthandField(
    Field field, String mapsTo, boolean echoed, boolean wins, String removalInVersion) {

  static List<ShorthandField> of(Class<?> type) {
    List<ShorthandField> all = new ArrayList<>();
    for (Shorthand declared : type.getAnnotationsByType(Shorthand.class)) {
      FieldType kind = SchemaReader.typeOf(declared.type(), null);
      List<Rule> rules =
          kind == FieldType.STRING && declared.minLength() > 0
              ? List.of(ValueRules.notEmpty())
              : List.of();
      Field field =
          new Field(
              declared.name(),
              kind,
              null,
              null,
              null,
              rules,
              null,
              null,
              null,
              null,
              Field.Traits.NONE);
      all.add(
          new ShorthandField(
              field,
              declared.mapsTo(),
              declared.echoed(),
              declared.wins(),
              declared.removalInVersion()));
    }
    return List.copyOf(all);
  }

  String name() {
    return field.name();
  }

  /** Moves its value to the field of today, in place. */
  void translate(ObjectNode record, SchemaErrors errors) {
    JsonNode value = record.remove(name());
    if (value == null) {
      return;
    }
    JsonNode refusal = Validator.refuse(field, value, Mode.INSERT);
    if (refusal != null) {
      errors.set(name(), refusal);
      return;
    }
    JsonNode today = Paths.get(record, mapsTo);
    if (today != null && !wins) {
      if (echoed && !value.isNull() && !same(today, value)) {
        errors.set(
            name(),
            record.textNode(
                "both deprecated and new field are used but their values mismatch: %s = %s vs %s = %s"
                    .formatted(
                        name(),
                        ValueRules.shownValue(value),
                        mapsTo,
                        ValueRules.shownValue(today))));
      }
      return;
    }
    Paths.set(record, mapsTo, value);
  }

  private static boolean same(JsonNode today, JsonNode value) {
    if (today.isNumber() && value.isNumber()) {
      return today.doubleValue() == value.doubleValue();
    }
    return today.equals(value);
  }

  /** Shows it beside the field of today, in place. */
  void echo(ObjectNode record) {
    if (echoed) {
      JsonNode today = Paths.get(record, mapsTo);
      record.set(name(), today == null ? NullNode.instance : today);
    }
  }
}
