package io.quong.dataplane.node;

import io.quong.dataplane.balancer.Upkeep;
import io.quong.dataplane.plugin.MetricRegistry;
import io.quong.plugin.Metrics;

/**
 * {@code kong_upstream_target_health}: four series for each address of each target, of which one is
 * 1. Made anew for each scrape, so that what is gone from the configuration is gone from here.
 */
final class TargetHealthMetrics {
  private static final String NAME = "kong_upstream_target_health";
  private static final String[] STATES = {"healthchecks_off", "healthy", "unhealthy", "dns_error"};

  private final Upkeep upkeep;
  private final MetricRegistry registry;
  private final Metrics.Gauge health;

  TargetHealthMetrics(Upkeep upkeep, MetricRegistry registry) {
    this.upkeep = upkeep;
    this.registry = registry;
    health =
        registry.gauge(
            NAME,
            "Health status of targets of upstream. States = healthchecks_off|healthy|unhealthy|"
                + "dns_error, value is 1 when state is populated.",
            "upstream",
            "target",
            "address",
            "state",
            "subsystem");
    registry.showWhile(NAME, () -> false);
  }

  /** Sets the series to how it is, before a scrape is answered. */
  void refresh() {
    registry.clear(NAME);
    upkeep.visit(
        (upstream, target, address, state) -> {
          for (String each : STATES) {
            health.set(each.equals(state) ? 1 : 0, upstream, target, address, each, "http");
          }
        });
  }
}
