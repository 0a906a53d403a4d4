package io.quong.plugin;

/**
 * Numbers that the status listener shows in Prometheus's text format. Registering the same name
 * twice gives the same.
 */
public interface Metrics {
  Counter counter(String name, String help, String... labels);

  Gauge gauge(String name, String help, String... labels);

  Histogram histogram(String name, String help, double[] buckets, String... labels);

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
