package io.quong.plugins.prometheus;

import io.quong.plugin.Metrics;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The families of this node, shared by all instances. They are printed while an instance is
 * configured, whichever it is.
 */
final class RequestMetrics {
  private static final double[] KONG_BUCKETS = {
    1, 2, 5, 7, 10, 15, 20, 30, 50, 75, 100, 200, 500, 750, 1000, 3000, 6000
  };
  private static final double[] UPSTREAM_BUCKETS = {
    25, 50, 80, 100, 250, 400, 700, 1000, 2000, 5000, 10000, 30000, 60000
  };

  final Metrics.Counter requests;
  final Metrics.Counter bandwidth;
  final Metrics.Histogram kongLatency;
  final Metrics.Histogram upstreamLatency;
  final Metrics.Histogram requestLatency;
  final AiMetrics ai;

  /** Instances that are configured. */
  final AtomicInteger instances = new AtomicInteger();

  /** What the instance that logged last says, as in Kong. */
  volatile boolean upstreamHealth;

  RequestMetrics(Metrics metrics) {
    Metrics.Counter errors =
        metrics.counter("kong_nginx_metric_errors_total", "Number of nginx-lua-prometheus errors");
    errors.add(0);
    requests =
        metrics.counter(
            "kong_http_requests_total",
            "HTTP status codes per consumer/service/route in Kong",
            "service",
            "route",
            "code",
            "source",
            "workspace",
            "consumer");
    bandwidth =
        metrics.counter(
            "kong_bandwidth_bytes",
            "Total bandwidth (ingress/egress) throughput in bytes",
            "service",
            "route",
            "direction",
            "workspace",
            "consumer");
    kongLatency =
        latency(
            metrics,
            "kong_kong_latency_ms",
            "Latency added by Kong and enabled plugins for each service/route in Kong",
            KONG_BUCKETS);
    upstreamLatency =
        latency(
            metrics,
            "kong_upstream_latency_ms",
            "Latency added by upstream response for each service/route in Kong",
            UPSTREAM_BUCKETS);
    requestLatency =
        latency(
            metrics,
            "kong_request_latency_ms",
            "Total latency incurred during requests for each service/route in Kong",
            UPSTREAM_BUCKETS);
    ai = new AiMetrics(metrics, this::isConfigured);
    for (String name :
        new String[] {
          "kong_nginx_metric_errors_total",
          "kong_http_requests_total",
          "kong_bandwidth_bytes",
          "kong_kong_latency_ms",
          "kong_upstream_latency_ms",
          "kong_request_latency_ms"
        }) {
      metrics.showWhile(name, this::isConfigured);
    }
    metrics.showWhile("kong_upstream_target_health", () -> isConfigured() && upstreamHealth);
  }

  private boolean isConfigured() {
    return instances.get() > 0;
  }

  private static Metrics.Histogram latency(
      Metrics metrics, String name, String help, double[] buckets) {
    return metrics.histogram(name, help, buckets, "service", "route", "workspace");
  }
}
