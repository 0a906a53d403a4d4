package io.quong.dataplane.runtime;

import io.quong.entity.PluginInstance;
import java.util.ArrayList;
import java.util.List;

/** Which half of the gateway a plugin instance runs in: its protocols tell; both are possible. */
enum Subsystem {
  HTTP,
  STREAM;

  private boolean runs(PluginInstance plugin) {
    if (plugin.protocols() == null || plugin.protocols().isEmpty()) {
      return this == HTTP;
    }
    return plugin.protocols().stream().anyMatch(protocol -> of(protocol) == this);
  }

  private static Subsystem of(String protocol) {
    return switch (protocol) {
      case "tcp", "tls", "tls_passthrough", "udp" -> STREAM;
      default -> HTTP;
    };
  }

  List<LoadedPlugin> among(List<LoadedPlugin> plugins) {
    List<LoadedPlugin> mine = new ArrayList<>(plugins.size());
    for (LoadedPlugin plugin : plugins) {
      if (runs(plugin.entity())) {
        mine.add(plugin);
      }
    }
    return mine;
  }
}
