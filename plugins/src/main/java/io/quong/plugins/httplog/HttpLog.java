package io.quong.plugins.httplog;

import io.quong.lua.LuaField;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.queue.FormerFields;
import io.quong.plugin.queue.NamedQueue;
import io.quong.plugin.queue.QueueSettings;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Kong's http-log. */
@GatewayPlugin(
    name = "http-log",
    priority = 12,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class HttpLog implements Plugin {
  private final NamedQueue queue;
  private final List<LuaField> customFields;

  public HttpLog(HttpLogConfig config, PluginContext context) {
    QueueSettings settings =
        FormerFields.of("http-log", config.queue())
            .ignored("retry_count", config.retryCount(), 10, "max_retry_time")
            .batchSize("queue_size", config.queueSize(), 1)
            .delay("flush_timeout", config.flushTimeout(), 2)
            .settings();
    LogSender sender =
        new LogSender(
            config,
            settings.batchSize() > 1,
            context.nodeWide(LogClients.class, LogClients::new),
            context.vertx());
    this.customFields = LuaField.all(config.customFieldsByLua());
    // Instances with the same target share a queue, as in Kong.
    String name =
        String.join(
            ":",
            config.httpEndpoint(),
            config.method(),
            config.contentType(),
            String.valueOf(config.timeout()),
            String.valueOf(config.keepalive()),
            String.valueOf(config.retryCount()));
    this.queue = new NamedQueue(context, "http-log", name, sender.target(), settings, sender);
  }

  @Override
  public void log(Exchange exchange) {
    LuaField.apply(customFields, exchange);
    queue.enqueue(Buffer.buffer(exchange.logEntry().toString()));
  }

  @Override
  public void close() {
    queue.close();
  }
}
