package io.quong.dataplane.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.plugin.NodePluginContext;
import io.quong.dataplane.plugin.PluginServices;
import io.quong.dataplane.runtime.EntityReader.UnusableEntity;
import io.quong.entity.PluginInstance;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginDefinition;
import org.jboss.logging.Logger;

/** Makes plugin instances out of plugin entities. */
public final class PluginLoader {
  private static final Logger LOG = Logger.getLogger(PluginLoader.class);

  private final PluginRegistry registry;
  private final PluginServices services;
  private final EntityReader reader;

  public PluginLoader(PluginRegistry registry, PluginServices services, EntityReader reader) {
    this.registry = registry;
    this.services = services;
    this.reader = reader;
  }

  /**
   * @return null for an instance that does not run: disabled, or of a plugin that this node doesn't
   *     have, which is logged
   * @throws ConfigRefused naming the entity when it cannot be made
   */
  LoadedPlugin load(PluginInstance entity) throws ConfigRefused {
    if (Boolean.FALSE.equals(entity.enabled())) {
      return null;
    }
    PluginDefinition definition = registry.find(entity.name());
    if (definition == null) {
      LOG.warnf(
          "plugin %s (%s) is not available on this node and does not run",
          entity.name(), entity.id());
      return null;
    }
    NodePluginContext context = new NodePluginContext(entity, services);
    try {
      Plugin plugin =
          definition.create(reader.read(definition.configType(), config(entity)), context);
      return new LoadedPlugin(entity, definition, plugin, plugin.needs(), context);
    } catch (UnusableEntity | RuntimeException | LinkageError unusable) {
      context.close();
      throw new ConfigRefused(
          "plugins " + entity.id() + " (" + entity.name() + "): " + reason(unusable), unusable);
    }
  }

  private static ObjectNode config(PluginInstance entity) {
    JsonNode config = entity.config();
    return config instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }

  private static String reason(Throwable unusable) {
    return unusable.getMessage() == null
        ? unusable.getClass().getSimpleName()
        : unusable.getMessage();
  }
}
