package io.quong.plugin;

import java.util.Set;

/**
 * What the gateway knows of a plugin without making one. Written by the annotation processor for
 * each {@link GatewayPlugin}; listed in {@code META-INF/services/io.quong.plugin.PluginDefinition}.
 */
public interface PluginDefinition {
  String name();

  int priority();

  /** Empty for the gateway's own version. */
  String version();

  Set<GatewayPlugin.Scope> scopes();

  Set<String> protocols();

  Set<String> defaultProtocols();

  /** The phases whose methods the plugin class overrides. */
  Set<Phase> phases();

  /** The configuration record; {@code io.quong.schema.Schema} reads its rules. */
  Class<? extends Record> configType();

  /**
   * Whether it can run. A plugin that can only be configured so far answers false: the Admin API
   * takes its configuration with a {@code Warning} header, and nodes leave it out of their chains.
   */
  default boolean runs() {
    return true;
  }

  /** What {@link #create} does of a plugin that does not run. */
  default Plugin refuse() {
    throw new UnsupportedOperationException("the plugin " + name() + " can't run yet");
  }

  /** Makes an instance; throws what the plugin's constructor throws. */
  Plugin create(Record config, PluginContext context);
}
