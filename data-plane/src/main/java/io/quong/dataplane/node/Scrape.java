package io.quong.dataplane.node;

import io.quong.dataplane.balancer.Upkeep;
import io.quong.dataplane.plugin.MetricRegistry;
import io.quong.listen.status.ConnectionCounts;
import java.util.function.Supplier;

/**
 * One answer of {@code /metrics}: the node's own gauges, brought up to date, and what plugins
 * count.
 */
final class Scrape {
  private final MetricRegistry registry;
  private final NodeMetrics own;
  private final TargetHealthMetrics targetHealth;

  Scrape(MetricRegistry registry, Upkeep upkeep, String nodeId, String version) {
    this.registry = registry;
    this.own = new NodeMetrics(registry, nodeId, version);
    this.targetHealth = new TargetHealthMetrics(upkeep, registry);
  }

  /**
   * @param configured whether the control plane has told it a configuration
   */
  String text(Supplier<ConnectionCounts> connections, boolean configured) {
    own.refresh(connections.get(), configured);
    targetHealth.refresh();
    return registry.print();
  }
}
