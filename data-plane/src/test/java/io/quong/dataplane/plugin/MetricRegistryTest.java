package io.quong.dataplane.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quong.plugin.Metrics;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class MetricRegistryTest {
  @Test
  void familiesArePrintedByNameWithTheirSeriesByLabels() {
    MetricRegistry registry = new MetricRegistry();
    Metrics.Counter requests = registry.counter("b_requests", "Requests", "service", "code");
    requests.add(1, "s", "200");
    requests.add(2, "s", "200");
    requests.add(1, "a\"b\\c\nd", "404");
    registry.gauge("a_up", "Up").set(1);
    registry.gauge("a_up", "Up").set(0.5);
    Metrics.Histogram times =
        registry.histogram("c_ms", "Times", new double[] {1, 2.5, 10}, "service");
    times.observe(0.5, "s");
    times.observe(2, "s");
    times.observe(99, "s");
    registry.counter("d_unused", "Never", "x");
    assertEquals(
        """
        # HELP a_up Up
        # TYPE a_up gauge
        a_up 0.5
        # HELP b_requests Requests
        # TYPE b_requests counter
        b_requests{service="a\\"b\\\\c\\nd",code="404"} 1
        b_requests{service="s",code="200"} 3
        # HELP c_ms Times
        # TYPE c_ms histogram
        c_ms_bucket{service="s",le="1"} 1
        c_ms_bucket{service="s",le="2.5"} 2
        c_ms_bucket{service="s",le="10"} 2
        c_ms_bucket{service="s",le="+Inf"} 3
        c_ms_count{service="s"} 3
        c_ms_sum{service="s"} 101.5
        """,
        registry.print());
  }

  @Test
  void aFamilyIsShownWhileItsConditionHolds() {
    MetricRegistry registry = new MetricRegistry();
    AtomicBoolean shown = new AtomicBoolean();
    registry.gauge("g", "G").set(1);
    registry.showWhile("g", shown::get);
    assertEquals("", registry.print());
    shown.set(true);
    assertEquals("# HELP g G\n# TYPE g gauge\ng 1\n", registry.print());
  }

  @Test
  void oneNameHasOneForm() {
    MetricRegistry registry = new MetricRegistry();
    registry.counter("m", "M", "a");
    assertThrows(IllegalArgumentException.class, () -> registry.gauge("m", "M", "a"));
    assertThrows(IllegalArgumentException.class, () -> registry.counter("m", "M", "b"));
    assertThrows(
        IllegalArgumentException.class, () -> registry.counter("m", "M", "a").add(1, "x", "y"));
  }
}
