package io.quong.plugins.statsd;

import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.queue.FormerFields;
import io.quong.plugin.queue.NamedQueue;
import io.quong.plugin.sink.RequestFigures;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Kong's statsd. */
@GatewayPlugin(
    name = "statsd",
    priority = 11,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class Statsd implements Plugin {
  private final MetricLines lines;
  private final StatusRanges allowed;
  private final NamedQueue queue;

  public Statsd(StatsdConfig config, PluginContext context) {
    String host = hostName();
    lines =
        new MetricLines(
            config,
            host,
            context.nodeWide(MemoryGauges.class, () -> new MemoryGauges(context.clock())));
    allowed = StatusRanges.of(config.allowStatusCodes());
    queue =
        NamedQueue.ofInstance(
            context,
            "statsd",
            FormerFields.of("statsd", config.queue())
                .ignored("retry_count", config.retryCount(), 10, "max_retry_time")
                .batchSize("queue_size", config.queueSize(), 1)
                .delay("flush_timeout", config.flushTimeout(), 2)
                .settings(),
            MetricSender.of(config, context));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "unknown";
    }
  }

  @Override
  public void log(Exchange exchange) {
    if (!exchange.stream() && !allowed.contain(exchange.response().status())) {
      return;
    }
    List<String> metrics = new ArrayList<>();
    lines.add(new RequestFigures(exchange.logEntry()), metrics);
    if (!metrics.isEmpty()) {
      queue.enqueue(Buffer.buffer(String.join("\n", metrics)));
    }
  }

  @Override
  public void close() {
    queue.close();
  }
}
