package io.quong.dataplane.plugin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** One metric name with its series by label values. */
final class MetricFamily {
  private static final String INFINITY = "+Inf";

  private final String name;
  private final String help;
  private final Type type;
  private final double[] buckets;
  private final String[] labels;
  private final Map<LabelValues, Series> series = new ConcurrentSkipListMap<>();

  enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  MetricFamily(String name, String help, Type type, double[] buckets, String[] labels) {
    this.name = name;
    this.help = help;
    this.type = type;
    this.buckets = buckets;
    this.labels = labels;
  }

  boolean sameAs(MetricFamily other) {
    return type == other.type
        && Arrays.equals(labels, other.labels)
        && Arrays.equals(buckets, other.buckets);
  }

  /** The values of a series' labels, ordered as text. */
  private record LabelValues(List<String> values) implements Comparable<LabelValues> {
    @Override
    public int compareTo(LabelValues other) {
      for (int i = 0; i < values.size(); i++) {
        int order = values.get(i).compareTo(other.values.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }

  Series series(String... values) {
    if (values.length != labels.length) {
      throw new IllegalArgumentException(name + " has labels " + Arrays.toString(labels));
    }
    return series.computeIfAbsent(new LabelValues(List.of(values)), key -> new Series());
  }

  void forget(String... values) {
    series.remove(new LabelValues(List.of(values)));
  }

  void clear() {
    series.clear();
  }

  void print(StringBuilder out) {
    if (series.isEmpty()) {
      return;
    }
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ');
    out.append(type.name().toLowerCase(Locale.ROOT)).append('\n');
    series.forEach((key, values) -> values.print(key.values(), out));
  }

  private void sample(
      StringBuilder out, String suffix, List<String> values, String bound, double value) {
    out.append(name).append(suffix);
    if (labels.length > 0 || bound != null) {
      out.append('{');
      for (int i = 0; i < labels.length; i++) {
        out.append(i == 0 ? "" : ",").append(labels[i]).append("=\"");
        out.append(escaped(values.get(i))).append('"');
      }
      if (bound != null) {
        out.append(labels.length == 0 ? "" : ",").append("le=\"").append(bound).append('"');
      }
      out.append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The numbers of one combination of label values. */
  final class Series {
    private final DoubleAdder sum = new DoubleAdder();
    private final LongAdder count = new LongAdder();
    private final LongAdder[] below = new LongAdder[buckets.length];
    private volatile double gauge;

    Series() {
      Arrays.setAll(below, i -> new LongAdder());
    }

    void add(double amount) {
      sum.add(amount);
    }

    void set(double value) {
      gauge = value;
    }

    void observe(double value) {
      sum.add(value);
      count.increment();
      for (int i = 0; i < buckets.length; i++) {
        if (value <= buckets[i]) {
          below[i].increment();
          return;
        }
      }
    }

    private void print(List<String> values, StringBuilder out) {
      switch (type) {
        case COUNTER -> sample(out, "", values, null, sum.sum());
        case GAUGE -> sample(out, "", values, null, gauge);
        case HISTOGRAM -> {
          double total = 0;
          for (int i = 0; i < buckets.length; i++) {
            total += below[i].sum();
            if (total > 0) {
              // Kong does not print a bucket that never got a value.
              sample(out, "_bucket", values, number(buckets[i]), total);
            }
          }
          sample(out, "_bucket", values, INFINITY, (double) count.sum());
          sample(out, "_count", values, null, (double) count.sum());
          sample(out, "_sum", values, null, sum.sum());
        }
      }
    }
  }
}
