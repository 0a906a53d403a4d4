package io.quong.dataplane.node;

import io.quong.dataplane.plugin.MetricRegistry;
import io.quong.dataplane.runtime.RuntimeHolder;
import io.quong.listen.status.ConnectionCounts;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * One answer of {@code /metrics}: the node's own gauges, brought up to date, and what plugins
 * count.
 */
final class Scrape {
  private final MetricRegistry registry;
  private final RuntimeHolder runtimes;
  private final NodeMetrics own;
  private final TargetHealthMetrics targetHealth;

  Scrape(
      Vertx vertx, MetricRegistry registry, RuntimeHolder runtimes, String nodeId, String version) {
    this.registry = registry;
    this.runtimes = runtimes;
    this.own = new NodeMetrics(registry, nodeId, version);
    this.targetHealth = new TargetHealthMetrics(vertx, registry);
  }

  /**
   * @param configured whether the control plane has told it a configuration
   */
  String text(Supplier<ConnectionCounts> connections, boolean configured) {
    own.refresh(connections.get(), configured);
    targetHealth.refresh(runtimes.current().entities());
    return registry.print();
  }
}
