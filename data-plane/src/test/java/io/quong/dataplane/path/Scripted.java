package io.quong.dataplane.path;

import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.PluginDefinition;
import java.util.Set;
import java.util.function.Function;

/**
 * A plugin whose instances a test makes.
 *
 * @param make the instance for a configuration's word
 */
record Scripted(String name, int priority, Set<Phase> phases, Function<String, Plugin> make)
    implements PluginDefinition {
  /** A configuration: one word. */
  record Config(String word) {}

  static Scripted of(String name, int priority, Plugin plugin, Phase... phases) {
    return new Scripted(name, priority, Set.of(phases), word -> plugin);
  }

  @Override
  public String version() {
    return "";
  }

  @Override
  public Set<GatewayPlugin.Scope> scopes() {
    return Set.of(GatewayPlugin.Scope.values());
  }

  @Override
  public Set<String> protocols() {
    return Set.of("http", "https");
  }

  @Override
  public Set<String> defaultProtocols() {
    return protocols();
  }

  @Override
  public Class<? extends Record> configType() {
    return Config.class;
  }

  @Override
  public Plugin create(Record config, PluginContext context) {
    return make.apply(((Config) config).word());
  }
}
