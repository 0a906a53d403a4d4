package io.quong.plugins.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Metrics;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class PrometheusTest {
  /** Adds up what is counted. */
  private static final class Sums implements Metrics {
    private final Map<String, Double> values = new TreeMap<>();
    private final Map<String, BooleanSupplier> shown = new HashMap<>();

    @Override
    public Counter counter(String name, String help, String... labels) {
      return (amount, labelValues) ->
          values.merge(name + String.join(",", labelValues), amount, Double::sum);
    }

    @Override
    public Gauge gauge(String name, String help, String... labels) {
      return (value, labelValues) -> values.put(name, value);
    }

    @Override
    public Histogram histogram(String name, String help, double[] buckets, String... labels) {
      return (value, labelValues) ->
          values.merge(name + String.join(",", labelValues), value, Double::sum);
    }

    @Override
    public void showWhile(String name, BooleanSupplier condition) {
      shown.put(name, condition);
    }
  }

  private final TestContext context = new TestContext();
  private final Sums sums = new Sums();

  private Prometheus plugin(boolean on) {
    context.metrics = sums;
    return new Prometheus(new PrometheusConfig(on, on, on, on, on, on), context);
  }

  private static TestExchange exchange() {
    TestExchange exchange = TestExchange.of("GET", "/x");
    exchange.route =
        new Route(
            "r1", 0L, 0L, "rx", null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null);
    exchange.consumer = new Consumer("c1", 0L, 0L, "ann", null, null);
    exchange.source = Source.EXIT;
    exchange.status = 401;
    exchange.entry.putObject("request").put("size", 10);
    exchange.entry.putObject("response").put("size", 20);
    exchange.entry.putObject("latencies").put("kong", 3).put("proxy", -1).put("request", 4);
    return exchange;
  }

  @Test
  void countsWhatItsFlagsSay() {
    plugin(true).log(exchange());
    assertEquals(
        Map.of(
            "kong_nginx_metric_errors_total", 0.0,
            "kong_http_requests_total,rx,401,kong,default,ann", 1.0,
            "kong_bandwidth_bytes,rx,ingress,default,ann", 10.0,
            "kong_bandwidth_bytes,rx,egress,default,ann", 20.0,
            "kong_kong_latency_ms,rx,default", 3.0,
            "kong_request_latency_ms,rx,default", 4.0),
        sums.values);
  }

  @Test
  void withoutFlagsOrRouteNothingIsCounted() {
    plugin(false).log(exchange());
    TestExchange lost = exchange();
    lost.route = null;
    plugin(true).log(lost);
    assertEquals(Map.of("kong_nginx_metric_errors_total", 0.0), sums.values);
  }

  @Test
  void familiesAreShownWhileAnInstanceIsConfigured() {
    Prometheus plugin = plugin(true);
    assertEquals(true, sums.shown.get("kong_http_requests_total").getAsBoolean());
    assertEquals(false, sums.shown.get("kong_upstream_target_health").getAsBoolean());
    plugin.log(exchange());
    assertEquals(true, sums.shown.get("kong_upstream_target_health").getAsBoolean());
    plugin.close();
    assertEquals(false, sums.shown.get("kong_http_requests_total").getAsBoolean());
  }
}
