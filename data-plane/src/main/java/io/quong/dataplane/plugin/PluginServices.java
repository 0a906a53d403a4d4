package io.quong.dataplane.plugin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.NodeQuestions;
import io.quong.plugin.SharedState;
import io.quong.plugin.redis.RedisRegistry;
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
  private final NodeFacts facts;
  private final RedisRegistry redis;
  private final Map<NodeWideKey, Object> nodeWide = new ConcurrentHashMap<>();

  /**
   * What plugins may know of the node.
   *
   * @param tracing what is recorded of requests
   * @param configuration the settings by Kong's names, secrets masked
   */
  public record NodeFacts(TracingSettings tracing, Map<String, Object> configuration) {
    static final NodeFacts NONE = new NodeFacts(TracingSettings.OFF, Map.of());
  }

  /** A plugin's own object: two plugins with the same class get one each. */
  record NodeWideKey(String plugin, Class<?> type) {}

  public PluginServices(
      Vertx vertx, Clock clock, String nodeId, SharedState state, MetricRegistry metrics) {
    this(vertx, clock, nodeId, state, metrics, NodeFacts.NONE);
  }

  /**
   * @param facts what plugins are told of the node
   */
  public PluginServices(
      Vertx vertx,
      Clock clock,
      String nodeId,
      SharedState state,
      MetricRegistry metrics,
      NodeFacts facts) {
    this.vertx = vertx;
    this.clock = clock;
    this.nodeId = nodeId;
    this.state = state;
    this.metrics = metrics;
    this.facts = facts;
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

  NodeFacts facts() {
    return facts;
  }

  RedisRegistry redis() {
    return redis;
  }

  /** Puts a question to a plugin's own objects; an empty object when none answers. */
  public ObjectNode ask(String plugin, ObjectNode question) {
    for (Map.Entry<NodeWideKey, Object> each : nodeWide.entrySet()) {
      if (each.getKey().plugin().equals(plugin)
          && each.getValue() instanceof NodeQuestions questions) {
        return questions.answer(question);
      }
    }
    return JsonNodeFactory.instance.objectNode();
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
