package io.quong.plugins.opentelemetry;

import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.queue.FormerFields;
import io.quong.plugin.queue.NamedQueue;
import io.quong.plugin.queue.QueueConfig;
import io.quong.plugin.queue.QueueSettings;
import io.quong.plugin.sink.Posts;
import io.quong.plugin.tracing.Propagation;
import io.quong.plugin.tracing.TraceContext;
import io.quong.plugin.tracing.TraceIds;
import io.quong.plugin.tracing.TracingSettings;
import io.quong.program.ProductVersion;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Kong's opentelemetry. */
@GatewayPlugin(name = "opentelemetry", priority = 14)
public final class Opentelemetry implements Plugin {
  private static final int OK = 200;
  private static final int MAX_SHOWN = 1024;
  private static final QueueConfig QUEUE =
      new QueueConfig(200, null, null, null, null, null, null, null);

  private final TracingSettings tracing;
  private final Propagation propagation;
  private final Sampling sampling;
  private final String responseHeader;
  private final Otlp otlp;
  private final RequestSpans spans;
  private final NamedQueue traces;
  private final NamedQueue logs;
  private final LogCapture capture;

  public Opentelemetry(OpentelemetryConfig config, PluginContext context) {
    tracing = context.tracing();
    propagation = Propagation.of("opentelemetry", config.propagation(), config.headerType(), null);
    sampling =
        new Sampling(
            config.samplingRate() != null ? config.samplingRate() : tracing.samplingRate());
    responseHeader = config.httpResponseHeaderForTraceid();
    otlp = new Otlp(context.nodeId(), ProductVersion.QUONG, config.resourceAttributes());
    spans = new RequestSpans(tracing);
    traces = queue(config, context, config.tracesEndpoint(), ":traces");
    logs = queue(config, context, config.logsEndpoint(), ":logs");
    capture = logs == null ? null : context.nodeWide(LogCapture.class, LogCapture::new);
    if (capture != null) {
      capture.use();
    }
  }

  /** Null without an endpoint. */
  private NamedQueue queue(
      OpentelemetryConfig config, PluginContext context, String endpoint, String suffix) {
    if (endpoint == null) {
      return null;
    }
    QueueSettings settings =
        FormerFields.of("opentelemetry", config.queue() == null ? QUEUE : config.queue())
            .batchSize("batch_span_count", config.batchSpanCount(), 200)
            .delay(
                "batch_flush_delay",
                config.batchFlushDelay() == null ? null : config.batchFlushDelay().doubleValue(),
                3)
            .settings();
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/x-protobuf");
    if (config.headers() != null) {
      config.headers().forEach(headers::set);
    }
    Posts posts =
        new Posts(
            context.nodeWide(Posts.Client.class, () -> new Posts.Client(context.vertx())),
            endpoint,
            headers,
            new Posts.Timeouts(
                config.connectTimeout(), config.sendTimeout(), config.readTimeout()));
    String name = context.instance().id() + suffix;
    return new NamedQueue(
        context, "opentelemetry", name, name, settings, batch -> send(posts, batch));
  }

  private Future<Void> send(Posts posts, List<Buffer> batch) {
    return posts
        .post(otlp.request(batch))
        .recover(error -> Future.failedFuture("failed to send request: " + error.getMessage()))
        .compose(
            answer ->
                answer.status() == OK
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        "response error: "
                            + answer.status()
                            + ", body: "
                            + answer
                                .body()
                                .getString(0, Math.min(MAX_SHOWN, answer.body().length()))));
  }

  @Override
  public Step access(Exchange exchange) {
    TraceContext client = propagation.extract(exchange.upstream().headers());
    TracedRequest traced = begin(exchange, client);
    boolean balancer = tracing.records("balancer");
    propagation.inject(
        exchange,
        client.upstream(
            traced.traceId(),
            balancer ? traced.balancerId() : traced.rootId(),
            balancer ? traced.rootId() : client.spanId(),
            traced.sampled()));
    return Step.NEXT;
  }

  private TracedRequest begin(Exchange exchange, TraceContext client) {
    String trace = client.traceId() == null ? TraceIds.trace(16) : client.traceId();
    boolean sampled = tracing.on() && sampling.samples(client, trace);
    TracedRequest traced =
        new TracedRequest(client, trace, TraceIds.span(), TraceIds.span(), sampled);
    exchange.note(traced);
    return traced;
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (responseHeader != null && exchange.note() instanceof TracedRequest traced) {
      exchange.response().headers().set(responseHeader, traced.traceId());
    }
    return Step.NEXT;
  }

  @Override
  public void log(Exchange exchange) {
    if (traces != null && tracing.on()) {
      // A request that met no route has not passed access.
      TracedRequest traced =
          exchange.note() instanceof TracedRequest begun
              ? begun
              : begin(exchange, TraceContext.NONE);
      if (traced.sampled()) {
        spans.of(exchange, traced).forEach(traces::enqueue);
      }
    }
    if (logs != null) {
      capture.take().forEach(logs::enqueue);
    }
  }

  @Override
  public void close() {
    if (traces != null) {
      traces.close();
    }
    if (logs != null) {
      capture.release();
      logs.close();
    }
  }
}
