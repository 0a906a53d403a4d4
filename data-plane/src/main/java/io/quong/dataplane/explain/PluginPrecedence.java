package io.quong.dataplane.explain;

import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.entity.PluginInstance;

/**
 * In which order Kong looks for the one instance of a plugin that runs, 1 first: of consumer, route
 * and service; consumer and route; consumer and service; route and service; consumer; route;
 * service; none of these.
 */
final class PluginPrecedence {
  private PluginPrecedence() {}

  static int of(PluginInstance plugin) {
    boolean route = plugin.route() != null;
    boolean service = plugin.service() != null;
    if (plugin.consumer() != null) {
      return route ? (service ? 1 : 2) : service ? 3 : 5;
    }
    return route ? (service ? 4 : 6) : service ? 7 : 8;
  }

  static String scope(PluginInstance plugin) {
    return LoadedPlugin.scope(plugin);
  }

  static String because(PluginInstance winner, PluginInstance loser) {
    int first = of(winner);
    int second = of(loser);
    return first == second
        ? "both have the same scope"
        : "%s (%d of 8) goes before %s (%d of 8)"
            .formatted(scope(winner), first, scope(loser), second);
  }
}
