package io.quong.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.PluginInstance;
import io.quong.schema.PluginSubschema;
import io.quong.schema.Schema;
import io.quong.schema.Subschema;
import io.quong.schema.SubschemaSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The plugins that may be configured, and the schema that they make of the entity {@code plugins}.
 * {@link #schema} validates whole plugin entities, configuration and scopes included.
 */
public final class PluginCatalogue implements SubschemaSource {
  private record Known(PluginDefinition definition, Subschema subschema) {}

  private final Map<String, Known> byName = new TreeMap<>();

  private PluginCatalogue(Iterable<PluginDefinition> definitions, Predicate<String> enabled) {
    for (PluginDefinition definition : definitions) {
      if (enabled.test(definition.name())) {
        byName.put(definition.name(), new Known(definition, subschema(definition)));
      }
    }
  }

  /**
   * The plugins that a class loader sees, bundled ones and those of dropped-in jars.
   *
   * @param enabled says of a name whether the setting {@code plugins} has it
   */
  public static PluginCatalogue load(ClassLoader loader, Predicate<String> enabled) {
    return new PluginCatalogue(ServiceLoader.load(PluginDefinition.class, loader), enabled);
  }

  public static PluginCatalogue of(Collection<PluginDefinition> definitions) {
    return new PluginCatalogue(definitions, name -> true);
  }

  private static Subschema subschema(PluginDefinition definition) {
    List<String> refused = new ArrayList<>();
    refuse(definition, GatewayPlugin.Scope.CONSUMER, "consumer", refused);
    refuse(definition, GatewayPlugin.Scope.SERVICE, "service", refused);
    refuse(definition, GatewayPlugin.Scope.ROUTE, "route", refused);
    return PluginSubschema.of(
        definition.name(),
        definition.configType(),
        refused,
        definition.protocols(),
        definition.defaultProtocols());
  }

  private static void refuse(
      PluginDefinition definition, GatewayPlugin.Scope scope, String field, List<String> refused) {
    if (!definition.scopes().contains(scope)) {
      refused.add(field);
    }
  }

  /** The schema of the entity {@code plugins} with every plugin's own rules. */
  public Schema schema() {
    return Schema.of(PluginInstance.class).with(this);
  }

  /** In order of name. */
  public List<PluginDefinition> definitions() {
    return byName.values().stream().map(Known::definition).toList();
  }

  public Optional<PluginDefinition> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(Known::definition);
  }

  /** Kong's {@code /schemas/plugins/{name}}, or nothing for an unknown plugin. */
  public Optional<ObjectNode> view(String name) {
    return Optional.ofNullable(byName.get(name))
        .map(known -> PluginSubschema.view(known.subschema()));
  }

  /** Kong's {@code /plugins/schema/{name}}, or nothing for an unknown plugin. */
  public Optional<ObjectNode> configView(String name) {
    return Optional.ofNullable(byName.get(name))
        .map(
            known ->
                PluginSubschema.configView(known.subschema(), known.definition().configType()));
  }

  @Override
  public String key() {
    return "name";
  }

  @Override
  public Subschema find(JsonNode value) {
    Known known = value == null || !value.isTextual() ? null : byName.get(value.asText());
    return known == null ? null : known.subschema();
  }

  @Override
  public String refusal(JsonNode value) {
    if (find(value) != null) {
      return null;
    }
    return value == null || value.isNull()
        ? "required field missing"
        : "plugin '"
            + value.asText()
            + "' not enabled; add it to the 'plugins' configuration property";
  }

  @Override
  public String warning(JsonNode value) {
    Known known = value == null || !value.isTextual() ? null : byName.get(value.asText());
    return known == null || known.definition().runs()
        ? null
        : "the plugin " + value.asText() + " can be configured but does not run yet";
  }
}
