package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Reference;
import java.util.List;

/**
 * One field of a schema.
 *
 * @param name as on the wire
 * @param required whether null is refused; null where Kong's schema does not say
 * @param defaultValue what it becomes when it is missing; a JSON null is one; null for none
 * @param auto what the gateway makes when it is missing, or null
 * @param rules in the order in which they are asked; the first refusal counts
 * @param elements of an array, a set or, as values, of a map; else null
 * @param keys of a map; else null
 * @param record the fields of a record; else null, also where a subschema brings them
 * @param relation of a foreign field; else null
 */
public record Field(
    String name,
    FieldType type,
    Boolean required,
    JsonNode defaultValue,
    Auto.Source auto,
    List<Rule> rules,
    Field elements,
    Field keys,
    Schema record,
    Relation relation,
    Traits traits) {

  /** Whether null is refused. */
  public boolean isRequired() {
    return Boolean.TRUE.equals(required);
  }

  /** Where a foreign field points to. */
  public record Relation(String kind, Reference.OnDelete onDelete) {}

  /**
   * What else schemas show.
   *
   * @param unique null where Kong's schema does not say
   * @param deprecation null for none
   */
  public record Traits(
      Boolean unique,
      boolean uniqueAcrossWorkspaces,
      boolean referenceable,
      boolean encrypted,
      boolean notStored,
      Deprecation deprecation) {
    static final Traits NONE = new Traits(null, false, false, false, false, null);
  }

  /**
   * A field on its way out.
   *
   * @param oldDefault the value that draws no warning, or null
   */
  public record Deprecation(String removalInVersion, String message, JsonNode oldDefault) {}

  /** The same field under more rules, asked after its own. */
  Field with(List<Rule> more, boolean mustBeThere) {
    List<Rule> all = new java.util.ArrayList<>(rules);
    all.addAll(more);
    return new Field(
        name,
        type,
        mustBeThere ? Boolean.TRUE : required,
        defaultValue,
        auto,
        List.copyOf(all),
        elements,
        keys,
        record,
        relation,
        traits);
  }
}
