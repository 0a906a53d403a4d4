package io.quong.dataplane.plugin;

import io.quong.plugin.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/** The node's metrics, printed in Prometheus's text format. Safe for threads. */
public final class MetricRegistry implements Metrics {
  private final Map<String, MetricFamily> families = new ConcurrentSkipListMap<>();
  private final Map<String, BooleanSupplier> conditions = new ConcurrentHashMap<>();

  @Override
  public Counter counter(String name, String help, String... labels) {
    MetricFamily family = family(name, help, MetricFamily.Type.COUNTER, new double[0], labels);
    return (amount, values) -> family.series(values).add(amount);
  }

  @Override
  public Gauge gauge(String name, String help, String... labels) {
    MetricFamily family = family(name, help, MetricFamily.Type.GAUGE, new double[0], labels);
    return (value, values) -> family.series(values).set(value);
  }

  @Override
  public Histogram histogram(String name, String help, double[] buckets, String... labels) {
    MetricFamily family = family(name, help, MetricFamily.Type.HISTOGRAM, buckets, labels);
    return (value, values) -> family.series(values).observe(value);
  }

  @Override
  public void showWhile(String name, BooleanSupplier condition) {
    conditions.put(name, condition);
  }

  @Override
  public void forget(String name, String... labelValues) {
    MetricFamily family = families.get(name);
    if (family != null) {
      family.forget(labelValues);
    }
  }

  private MetricFamily family(
      String name, String help, MetricFamily.Type type, double[] buckets, String[] labels) {
    MetricFamily made = new MetricFamily(name, help, type, buckets.clone(), labels.clone());
    MetricFamily known = families.putIfAbsent(name, made);
    if (known != null && !known.sameAs(made)) {
      throw new IllegalArgumentException("metric " + name + " is registered with another form");
    }
    return known == null ? made : known;
  }

  /** Forgets the family's values; it can be set anew. */
  public void clear(String name) {
    MetricFamily family = families.get(name);
    if (family != null) {
      family.clear();
    }
  }

  /** All families whose condition holds and that have a value. */
  public String print() {
    StringBuilder out = new StringBuilder();
    families.forEach(
        (name, family) -> {
          BooleanSupplier condition = conditions.get(name);
          if (condition == null || condition.getAsBoolean()) {
            family.print(out);
          }
        });
    return out.toString();
  }
}
