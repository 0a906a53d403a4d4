package io.quong.dataplane.runtime;

import io.quong.plugin.PluginDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * The plugins on the class path and those in jars of a folder. A jar may not replace a plugin of
   * the class path.
   *
   * @param jars the folder {@code plugins.d}; need not exist
   * @param enabled the setting {@code plugins}
   */
  public static PluginRegistry discover(Path jars, Predicate<String> enabled) {
    PluginRegistry found = new PluginRegistry(List.of());
    ClassLoader own = PluginRegistry.class.getClassLoader();
    found.add(ServiceLoader.load(PluginDefinition.class, own), enabled);
    URL[] urls = jarsIn(jars);
    if (urls.length > 0) {
      // Open as long as the process: plugins load classes until the last request.
      found.add(ServiceLoader.load(PluginDefinition.class, new URLClassLoader(urls, own)), enabled);
    }
    return found;
  }

  private void add(ServiceLoader<PluginDefinition> loader, Predicate<String> enabled) {
    loader.stream()
        .forEach(
            provider -> {
              try {
                PluginDefinition definition = provider.get();
                if (enabled.test(definition.name())) {
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

  private static URL[] jarsIn(Path folder) {
    List<URL> urls = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path file : files) {
          urls.add(file.toUri().toURL());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("plugins in " + folder + " cannot be read", e);
      }
    }
    return urls.toArray(URL[]::new);
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
