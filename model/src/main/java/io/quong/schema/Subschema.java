package io.quong.schema;

import java.util.List;

/**
 * What a value of the choosing field brings: fields that replace those of the same name, and more
 * checks.
 *
 * @param name as in {@code /schemas/plugins/{name}}
 */
public record Subschema(String name, List<Field> fields, List<CrossRule> checks) {

  /** The subschema that a record declares: its components and the checks on its class. */
  public static Subschema of(Class<? extends Record> type) {
    Schema schema = Schema.of(type);
    return new Subschema(type.getSimpleName(), schema.fields(), schema.checks());
  }
}
