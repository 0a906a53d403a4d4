package io.quong.plugins.datadog;

import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.queue.FormerFields;
import io.quong.plugin.queue.NamedQueue;
import io.quong.plugin.sink.Datagrams;
import io.quong.plugin.sink.RequestFigures;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Kong's datadog: one datagram for each metric of each request, with tags. */
@GatewayPlugin(
    name = "datadog",
    priority = 10,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class Datadog implements Plugin {
  private static final int DEFAULT_PORT = 8125;

  private final DatadogConfig config;
  private final String host;
  private final int port;
  private final String prefix;
  private final Datagrams datagrams;
  private final NamedQueue queue;

  public Datadog(DatadogConfig config, PluginContext context) {
    this(config, context, System::getenv);
  }

  /**
   * @param environment where host and port come from that are set to null
   */
  Datadog(DatadogConfig config, PluginContext context, UnaryOperator<String> environment) {
    this.config = config;
    String agent = environment.apply("KONG_DATADOG_AGENT_HOST");
    host = config.host() != null ? config.host() : agent != null ? agent : "localhost";
    port = config.port() != null ? config.port() : port(environment);
    prefix = config.prefix() == null ? "" : config.prefix() + ".";
    datagrams = context.nodeWide(Datagrams.class, () -> new Datagrams(context.vertx()));
    queue =
        NamedQueue.ofInstance(
            context,
            "datadog",
            FormerFields.of("datadog", config.queue())
                .ignored("retry_count", config.retryCount(), 10, "max_retry_time")
                .batchSize("queue_size", config.queueSize(), 1)
                .delay("flush_timeout", config.flushTimeout(), 2)
                .settings(),
            this::send);
  }

  private static int port(UnaryOperator<String> environment) {
    String agent = environment.apply("KONG_DATADOG_AGENT_PORT");
    return agent != null && agent.matches("\\d{1,5}") ? Integer.parseInt(agent) : DEFAULT_PORT;
  }

  @Override
  public void log(Exchange exchange) {
    RequestFigures figures = new RequestFigures(exchange.logEntry());
    StringBuilder lines = new StringBuilder();
    for (DatadogConfig.Metrics metric : config.metrics()) {
      lines.append(lines.isEmpty() ? "" : "\n");
      line(lines, metric, figures);
    }
    if (!lines.isEmpty()) {
      queue.enqueue(Buffer.buffer(lines.toString()));
    }
  }

  private void line(StringBuilder line, DatadogConfig.Metrics metric, RequestFigures figures) {
    String name = metric.name();
    // Half of the names have a dot on the wire.
    String shown =
        name.startsWith("request_") || name.startsWith("response_") ? name.replace('_', '.') : name;
    line.append(prefix).append(shown).append(':').append(figures.value(name));
    line.append('|').append(RequestFigures.kind(metric.statType()));
    line.append(RequestFigures.rate(metric.sampleRate()));
    String service = figures.serviceNameOrHost();
    line.append("|#").append(tag(config.serviceNameTag(), "name")).append(':');
    line.append(service == null ? "" : service.replace('.', '_'));
    String status = figures.text("/response/status");
    line.append(',').append(tag(config.statusTag(), "status")).append(':');
    line.append(status == null ? "-" : status);
    String consumer = figures.consumer(metric.consumerIdentifier());
    if (consumer != null) {
      line.append(',').append(tag(config.consumerTag(), "consumer")).append(':');
      line.append(
          "consumer_id".equals(metric.consumerIdentifier())
              ? consumer.replace('-', '_')
              : consumer);
    }
    if (metric.tags() != null) {
      metric.tags().forEach(tag -> line.append(',').append(tag));
    }
  }

  private static String tag(String configured, String absent) {
    return configured == null ? absent : configured;
  }

  private Future<Void> send(List<Buffer> batch) {
    List<Future<Void>> sent = new ArrayList<>();
    for (Buffer entry : batch) {
      for (String line : entry.toString(StandardCharsets.UTF_8).split("\n")) {
        sent.add(datagrams.send(host, port, Buffer.buffer(line)));
      }
    }
    return Future.all(sent).mapEmpty();
  }

  @Override
  public void close() {
    queue.close();
  }
}
