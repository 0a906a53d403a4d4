package io.quong.plugins.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;

/** Kong's prometheus. */
@GatewayPlugin(
    name = "prometheus",
    priority = 13,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class Prometheus implements Plugin {
  private static final String WORKSPACE = "default";

  private final PrometheusConfig config;
  private final RequestMetrics metrics;

  public Prometheus(PrometheusConfig config, PluginContext context) {
    this.config = config;
    this.metrics =
        context.nodeWide(RequestMetrics.class, () -> new RequestMetrics(context.metrics()));
    metrics.instances.incrementAndGet();
  }

  @Override
  public void log(Exchange exchange) {
    metrics.upstreamHealth = isOn(config.upstreamHealthMetrics());
    if (exchange.route() == null) {
      return;
    }
    boolean latency = isOn(config.latencyMetrics());
    boolean bandwidth = isOn(config.bandwidthMetrics());
    boolean ai = isOn(config.aiMetrics());
    String service = service(exchange);
    String route =
        exchange.route().name() != null ? exchange.route().name() : exchange.route().id();
    String consumer = consumer(exchange);
    if (isOn(config.statusCodeMetrics())) {
      metrics.requests.add(
          1,
          service,
          route,
          Integer.toString(exchange.response().status()),
          exchange.response().source() == Source.SERVICE ? "service" : "kong",
          WORKSPACE,
          consumer);
    }
    if (!latency && !bandwidth && !ai) {
      return;
    }
    ObjectNode entry = exchange.logEntry();
    if (bandwidth) {
      bytes(entry.at("/request/size"), service, route, "ingress", consumer);
      bytes(entry.at("/response/size"), service, route, "egress", consumer);
    }
    if (latency) {
      latencies(entry.path("latencies"), service, route);
    }
    if (ai) {
      metrics.ai.count(entry.path("ai"), WORKSPACE);
    }
  }

  private static boolean isOn(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  private static String service(Exchange exchange) {
    if (exchange.service() == null) {
      return "";
    }
    return exchange.service().name() != null
        ? exchange.service().name()
        : exchange.service().host();
  }

  private String consumer(Exchange exchange) {
    boolean named =
        isOn(config.perConsumer())
            && exchange.consumer() != null
            && exchange.consumer().username() != null;
    return named ? exchange.consumer().username() : "";
  }

  private void bytes(
      JsonNode size, String service, String route, String direction, String consumer) {
    if (size.asDouble() > 0) {
      metrics.bandwidth.add(size.asDouble(), service, route, direction, WORKSPACE, consumer);
    }
  }

  private void latencies(JsonNode latencies, String service, String route) {
    metrics.requestLatency.observe(latencies.path("request").asDouble(), service, route, WORKSPACE);
    // -1 when nothing was proxied
    if (latencies.path("proxy").asDouble() >= 0) {
      metrics.upstreamLatency.observe(
          latencies.path("proxy").asDouble(), service, route, WORKSPACE);
    }
    metrics.kongLatency.observe(latencies.path("kong").asDouble(), service, route, WORKSPACE);
  }

  @Override
  public void close() {
    metrics.instances.decrementAndGet();
  }
}
