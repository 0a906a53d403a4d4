package io.quong.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the configuration record of a plugin that can be configured but not run yet: its {@link
 * PluginDefinition#runs} is false. It goes when the plugin class with {@link GatewayPlugin} comes.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ConfigurationOnly {
  /** As of {@link GatewayPlugin}. */
  String name();

  /** As of {@link GatewayPlugin}. */
  int priority();

  /** As of {@link GatewayPlugin}. */
  String version() default "";

  /** As of {@link GatewayPlugin}. */
  GatewayPlugin.Scope[] scopes() default {
    GatewayPlugin.Scope.CONSUMER, GatewayPlugin.Scope.ROUTE, GatewayPlugin.Scope.SERVICE
  };

  /** As of {@link GatewayPlugin}. */
  String[] protocols() default {"grpc", "grpcs", "http", "https"};

  /** As of {@link GatewayPlugin}. */
  String[] defaultProtocols() default {"grpc", "grpcs", "http", "https"};
}
