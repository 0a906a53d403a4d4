package io.quong.plugin;

import java.util.function.BooleanSupplier;

/**
 * Numbers that the status listener shows in Prometheus's text format. Registering the same name
 * twice gives the same.
 */
public interface Metrics {
  Counter counter(String name, String help, String... labels);

  Gauge gauge(String name, String help, String... labels);

  Histogram histogram(String name, String help, double[] buckets, String... labels);

  /**
   * Prints the family only while the condition holds at the moment of a scrape; a family without a
   * condition is always printed, a family without a value never is. The last condition counts. The
   * node's own {@code kong_upstream_target_health} is hidden until a plugin shows it by this.
   */
  void showWhile(String name, BooleanSupplier condition);

  /** Forgets one series: what it counted is no more. */
  default void forget(String name, String... labelValues) {}

  /** Only goes up. */
  interface Counter {
    void add(double amount, String... labelValues);
  }

  /** Goes up and down. */
  interface Gauge {
    void set(double value, String... labelValues);
  }

  /** Counts values by bounds. */
  interface Histogram {
    void observe(double value, String... labelValues);
  }
}
