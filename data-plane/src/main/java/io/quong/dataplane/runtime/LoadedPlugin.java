package io.quong.dataplane.runtime;

import io.quong.dataplane.plugin.NodePluginContext;
import io.quong.entity.PluginInstance;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginDefinition;
import java.util.Set;

/**
 * A configured plugin that runs: one for each plugin entity, kept by later configurations as long
 * as the entity does not change.
 *
 * @param entity id, name and scope
 * @param definition its name, priority and phases
 * @param plugin the instance
 * @param needs what it asked for
 * @param context what it was made with; closed with it
 */
public record LoadedPlugin(
    PluginInstance entity,
    PluginDefinition definition,
    Plugin plugin,
    Set<Plugin.Need> needs,
    NodePluginContext context)
    implements AutoCloseable {

  public boolean has(Phase phase) {
    return definition.phases().contains(phase);
  }

  /** Which of Kong's eight look-up rows it stands in: {@code route + consumer}, {@code global}. */
  public String scope() {
    return scope(entity);
  }

  /** The row of any instance, also of one that does not run. */
  public static String scope(PluginInstance entity) {
    StringBuilder scope = new StringBuilder();
    if (entity.route() != null) {
      scope.append("route");
    }
    if (entity.service() != null) {
      scope.append(scope.isEmpty() ? "" : " + ").append("service");
    }
    if (entity.consumer() != null) {
      scope.append(scope.isEmpty() ? "" : " + ").append("consumer");
    }
    return scope.isEmpty() ? "global" : scope.toString();
  }

  /** After the last request that used it. */
  @Override
  public void close() {
    try {
      plugin.close();
    } finally {
      context.close();
    }
  }

  /** Name, priority and scope; never its configuration, which may hold secrets. */
  @Override
  public String toString() {
    return definition.name()
        + " "
        + definition.priority()
        + " ("
        + scope()
        + ", "
        + entity.id()
        + ")";
  }
}
