package io.quong.plugin;

import io.quong.entity.PluginInstance;
import io.quong.plugin.tracing.TracingSettings;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;

/** What an instance is given when it is made. */
public interface PluginContext {
  /**
   * The entity that it is made for: id, name, scope. {@code config} is bound already and not here.
   */
  PluginInstance instance();

  Vertx vertx();

  Clock clock();

  /** The node's id. */
  String nodeId();

  SharedState state();

  /**
   * Connections to Redis, one pool for each distinct address and login, shared and closed by the
   * gateway.
   */
  RedisPools redis();

  Metrics metrics();

  /** The node's settings by Kong's names, with secrets masked: {@code kong.configuration}. */
  default Map<String, Object> configuration() {
    return Map.of();
  }

  /** What the node records of requests for plugins that trace. */
  default TracingSettings tracing() {
    return TracingSettings.OFF;
  }

  /**
   * One object of the plugin's own for all its instances on this node (counters, queues); made at
   * the first call. If it is {@link AutoCloseable} it is closed at the end of the node.
   */
  <T> T nodeWide(Class<T> type, java.util.function.Supplier<T> make);

  /**
   * The consumer with the id, or else with the username, in the given configuration: Kong's {@code
   * anonymous} rule.
   */
  io.quong.entity.Consumer consumer(Entities entities, String idOrUsername);
}
