package io.quong.dataplane.runtime;

import io.quong.entity.PluginInstance;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.PluginDefinition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A plugin that leaves a trail of its making and closing. */
final class Trail implements Plugin {
  private final PluginInstance instance;
  private final List<String> trail;
  private final Config config;

  /**
   * @param word whatever; {@code fail} makes the constructor throw
   */
  record Config(String word, boolean needsBody) {}

  private Trail(Config config, PluginContext context, List<String> trail) {
    if ("fail".equals(config.word())) {
      throw new IllegalArgumentException("word must not be fail");
    }
    this.config = config;
    this.instance = context.instance();
    this.trail = trail;
    trail.add("made " + config.word());
  }

  @Override
  public Set<Need> needs() {
    return config.needsBody() ? EnumSet.of(Need.REQUEST_BODY) : Set.of();
  }

  @Override
  public void close() {
    trail.add("closed " + config.word());
  }

  @Override
  public String toString() {
    return instance.id();
  }

  static PluginDefinition definition(
      String name, int priority, List<String> trail, Phase... phases) {
    return new Definition(name, priority, trail, Set.of(phases));
  }

  private record Definition(String name, int priority, List<String> trail, Set<Phase> phases)
      implements PluginDefinition {
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
      return new Trail((Config) config, context, trail);
    }
  }
}
