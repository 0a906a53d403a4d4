package io.quong.admin.node;

import io.quong.plugin.PluginDefinition;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The plugins that may be configured: those that are there and that the settings enable. */
public final class InstalledPlugins {
  private final Map<String, PluginDefinition> byName = new TreeMap<>();

  private InstalledPlugins() {}

  /**
   * @param loader sees the gateway's own plugins and those of dropped-in jars
   */
  public static InstalledPlugins discover(ClassLoader loader, Settings settings) {
    List<String> wanted = settings.get(Keys.PLUGINS);
    InstalledPlugins installed = new InstalledPlugins();
    if (!wanted.isEmpty() && wanted.get(0).equals("off")) {
      return installed;
    }
    for (PluginDefinition definition : ServiceLoader.load(PluginDefinition.class, loader)) {
      if (wanted.contains("bundled") || wanted.contains(definition.name())) {
        installed.byName.putIfAbsent(definition.name(), definition);
      }
    }
    return installed;
  }

  /** The plugin, or null. */
  public PluginDefinition find(String name) {
    return byName.get(name);
  }

  /** All, by name. */
  public Collection<PluginDefinition> all() {
    return byName.values();
  }
}
