package io.quong.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.PluginInstance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a plugin makes of the entity {@code plugins}. */
public final class PluginSubschema {
  private PluginSubschema() {}

  /**
   * The subschema of one plugin.
   *
   * @param config its configuration record
   * @param refusedScopes those of consumer, service and route that must be null
   * @param protocols those that it may be configured for
   * @param defaultProtocols those of an instance that names none
   */
  public static Subschema of(
      String name,
      Class<? extends Record> config,
      List<String> refusedScopes,
      Collection<String> protocols,
      Collection<String> defaultProtocols) {
    List<Field> fields = new ArrayList<>();
    for (String scope : refusedScopes) {
      fields.add(refused(Schema.of(PluginInstance.class).field(scope)));
    }
    fields.add(protocols(protocols, defaultProtocols));
    Schema record = Schema.of(config);
    fields.add(
        new Field(
            "config",
            FieldType.RECORD,
            true,
            null,
            null,
            List.of(),
            null,
            null,
            record,
            null,
            Field.Traits.NONE));
    return new Subschema(name, List.copyOf(fields), record.outerChecks());
  }

  /** {@code /schemas/plugins/{name}}. */
  public static ObjectNode view(Subschema subschema) {
    return SchemaView.of(subschema);
  }

  /** {@code /plugins/schema/{name}}: the configuration alone. */
  public static ObjectNode configView(Subschema subschema, Class<? extends Record> config) {
    return SchemaView.ofRecord(subschema.name(), Schema.of(config));
  }

  private static Field refused(Field scope) {
    return new Field(
        scope.name(),
        FieldType.FOREIGN,
        null,
        null,
        null,
        List.of(ValueRules.mustBeNull("")),
        null,
        null,
        null,
        new Field.Relation(
            scope.relation().kind(), io.quong.schema.rule.Reference.OnDelete.RESTRICT),
        Field.Traits.NONE);
  }

  private static Field protocols(Collection<String> allowed, Collection<String> byDefault) {
    ArrayNode defaults = JsonNodeFactory.instance.arrayNode();
    byDefault.forEach(defaults::add);
    Field element =
        new Field(
            "",
            FieldType.STRING,
            null,
            null,
            null,
            List.of(ValueRules.oneOf(allowed.toArray(String[]::new), false), ValueRules.notEmpty()),
            null,
            null,
            null,
            null,
            Field.Traits.NONE);
    return new Field(
        "protocols",
        FieldType.SET,
        true,
        defaults,
        null,
        List.of(),
        element,
        null,
        null,
        null,
        Field.Traits.NONE);
  }
}
