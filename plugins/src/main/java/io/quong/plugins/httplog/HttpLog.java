package io.quong.plugins.httplog;

import io.quong.lua.LuaField;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.queue.BatchQueues;
import io.quong.plugin.queue.QueueConfig;
import io.quong.plugin.queue.QueueSettings;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;

/** Kong's http-log. */
@GatewayPlugin(
    name = "http-log",
    priority = 12,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class HttpLog implements Plugin {
  private static final System.Logger LOG = System.getLogger(HttpLog.class.getName());
  private static final int OLD_RETRY_COUNT = 10;
  private static final int OLD_QUEUE_SIZE = 1;
  private static final double OLD_FLUSH_TIMEOUT = 2;

  private final PluginContext context;
  private final BatchQueues queues;
  private final QueueSettings settings;
  private final LogSender sender;
  private final List<LuaField> customFields;
  private final String queueName;
  private final String label;

  public HttpLog(HttpLogConfig config, PluginContext context) {
    this.context = context;
    this.queues = context.nodeWide(BatchQueues.class, BatchQueues::new);
    this.settings = settings(config);
    this.sender =
        new LogSender(
            config,
            settings.batchSize() > 1,
            context.nodeWide(LogClients.class, LogClients::new),
            context.vertx());
    this.customFields = LuaField.all(config.customFieldsByLua());
    // Instances with the same target share a queue, as in Kong.
    this.queueName =
        String.join(
            ":",
            config.httpEndpoint(),
            config.method(),
            config.contentType(),
            String.valueOf(config.timeout()),
            String.valueOf(config.keepalive()),
            String.valueOf(config.retryCount()));
    this.label =
        "[http-log] plugin http-log (" + context.instance().id() + ") queue " + sender.target();
  }

  /** The fields of former releases override the queue's unless they have their old defaults. */
  private static QueueSettings settings(HttpLogConfig config) {
    QueueSettings settings =
        (config.queue() == null
                ? new QueueConfig(null, null, null, null, null, null, null, null)
                : config.queue())
            .settings();
    if (!isOld(config.retryCount(), OLD_RETRY_COUNT)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "http-log: config.retry_count no longer works, please use config.queue.max_retry_time"
              + " instead");
    }
    boolean size = !isOld(config.queueSize(), OLD_QUEUE_SIZE);
    if (size) {
      warn("queue_size", "max_batch_size");
    }
    boolean flush = !isOld(config.flushTimeout(), OLD_FLUSH_TIMEOUT);
    if (flush) {
      warn("flush_timeout", "max_coalescing_delay");
    }
    return settings.with(size ? config.queueSize() : null, flush ? config.flushTimeout() : null);
  }

  private static boolean isOld(Object value, Object oldDefault) {
    return value == null || Objects.equals(value, oldDefault);
  }

  private static void warn(String field, String successor) {
    LOG.log(
        System.Logger.Level.WARNING,
        "http-log: config."
            + field
            + " is deprecated, please use config.queue."
            + successor
            + " instead");
  }

  @Override
  public void log(Exchange exchange) {
    LuaField.apply(customFields, exchange);
    Buffer entry = Buffer.buffer(exchange.logEntry().toString());
    queues.enqueue(context.vertx(), queueName, label, settings, sender, entry);
  }

  @Override
  public void close() {
    queues.flush(queueName);
  }
}
