package io.quong.dataplane.plugin;

import io.quong.plugin.SharedState;
import io.quong.plugin.tracing.TracingSettings;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all plugins of the node share. */
public final class PluginServices implements AutoCloseable {
  private final Vertx vertx;
  private final Clock clock;
  private final String nodeId;
  private final SharedState state;
  private final MetricRegistry metrics;
  private final TracingSettings tracing;
  private final RedisRegistry redis;
  private final Map<NodeWideKey, Object> nodeWide = new ConcurrentHashMap<>();

  /** A plugin's own object: two plugins with the same class get one each. */
  record NodeWideKey(String plugin, Class<?> type) {}

  public PluginServices(
      Vertx vertx, Clock clock, String nodeId, SharedState state, MetricRegistry metrics) {
    this(vertx, clock, nodeId, state, metrics, TracingSettings.OFF);
  }

  /**
   * @param tracing what plugins that trace are told of requests
   */
  public PluginServices(
      Vertx vertx,
      Clock clock,
      String nodeId,
      SharedState state,
      MetricRegistry metrics,
      TracingSettings tracing) {
    this.vertx = vertx;
    this.clock = clock;
    this.nodeId = nodeId;
    this.state = state;
    this.metrics = metrics;
    this.tracing = tracing;
    this.redis = new RedisRegistry(vertx);
  }

  Vertx vertx() {
    return vertx;
  }

  Clock clock() {
    return clock;
  }

  String nodeId() {
    return nodeId;
  }

  SharedState state() {
    return state;
  }

  public MetricRegistry metrics() {
    return metrics;
  }

  TracingSettings tracing() {
    return tracing;
  }

  RedisRegistry redis() {
    return redis;
  }

  Map<NodeWideKey, Object> nodeWide() {
    return nodeWide;
  }

  /** At the end of the node, after its plugins. Objects for all instances are closed too. */
  @Override
  public void close() throws Exception {
    redis.close();
    for (Object each : nodeWide.values()) {
      if (each instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }
}
