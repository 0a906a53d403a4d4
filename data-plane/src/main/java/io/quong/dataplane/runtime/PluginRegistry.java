package io.quong.dataplane.runtime;

import io.quarkus.runtime.ImageMode;
import io.quong.plugin.PluginDefinition;
import io.quong.program.PluginJars;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** The plugins that this node can run, by name. */
public final class PluginRegistry {
  private static final Logger LOG = Logger.getLogger(PluginRegistry.class);

  private final Map<String, PluginDefinition> byName = new TreeMap<>();

  /** Exactly these. */
  public PluginRegistry(Collection<PluginDefinition> definitions) {
    definitions.forEach(definition -> byName.put(definition.name(), definition));
  }

  /**
   * The plugins that a class loader sees. A dropped-in jar may not replace one of the gateway's
   * own.
   *
   * @param loader the gateway's, or {@link #withJars}
   * @param enabled the setting {@code plugins}
   */
  public static PluginRegistry discover(ClassLoader loader, Predicate<String> enabled) {
    PluginRegistry found = new PluginRegistry(List.of());
    found.add(ServiceLoader.load(PluginDefinition.class, loader), enabled);
    return found;
  }

  /**
   * The gateway's class loader with the jars of a folder behind it. Never closed: plugins load
   * classes until their last request. A native image has the classes it was built with and takes no
   * more: jars in the folder are named in the log as not used.
   *
   * @param folder {@code plugins.d} under the prefix; need not exist
   */
  public static ClassLoader withJars(Path folder) {
    ClassLoader own = PluginRegistry.class.getClassLoader();
    if (ImageMode.current().isNativeImage()) {
      PluginJars.in(folder)
          .forEach(
              jar -> LOG.errorf("%s is not used: a native node takes no jars at run time", jar));
      return own;
    }
    return PluginJars.loader(folder, own);
  }

  private void add(ServiceLoader<PluginDefinition> loader, Predicate<String> enabled) {
    loader.stream()
        .forEach(
            provider -> {
              try {
                PluginDefinition definition = provider.get();
                if (definition.runs() && enabled.test(definition.name())) {
                  add(definition);
                }
              } catch (ServiceConfigurationError | LinkageError broken) {
                LOG.errorf(broken, "plugin %s cannot be loaded", provider.type().getName());
              }
            });
  }

  private void add(PluginDefinition definition) {
    PluginDefinition known = byName.putIfAbsent(definition.name(), definition);
    if (known != null && known.getClass() != definition.getClass()) {
      LOG.warnf("plugin %s is there already: %s is not used", definition.name(), definition);
    }
  }

  /** Null when the node doesn't run it. */
  public PluginDefinition find(String name) {
    return byName.get(name);
  }

  /** All, by name. */
  public Collection<PluginDefinition> all() {
    return byName.values();
  }
}
