package io.quong.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a plugin class: a public final class that implements {@link Plugin}, with one public
 * constructor {@code (ConfigRecord config, PluginContext context)}. The annotation processor reads
 * it at build time and writes the {@link PluginDefinition} that the gateway finds by {@link
 * java.util.ServiceLoader}; nothing is scanned for at run time.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GatewayPlugin {
  /** The name by which configurations ask for it: {@code rate-limiting}. */
  String name();

  /** Larger runs first. Plugins of equal priority run by name, descending. */
  int priority();

  /**
   * Three numbers, {@code 1.0.0}; empty for the gateway's own version, as all bundled plugins have.
   */
  String version() default "";

  /** Whether an instance may be tied to a consumer, a route, a service. */
  Scope[] scopes() default {Scope.CONSUMER, Scope.ROUTE, Scope.SERVICE};

  /** The route protocols that it may be configured for. */
  String[] protocols() default {"grpc", "grpcs", "http", "https"};

  /** The protocols of an instance that names none. */
  String[] defaultProtocols() default {"grpc", "grpcs", "http", "https"};

  /** What an instance may be tied to. */
  enum Scope {
    CONSUMER,
    ROUTE,
    SERVICE
  }
}
