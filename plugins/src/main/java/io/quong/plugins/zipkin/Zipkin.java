package io.quong.plugins.zipkin;

import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.queue.FormerFields;
import io.quong.plugin.queue.NamedQueue;
import io.quong.plugin.sink.Posts;
import io.quong.plugin.tracing.Propagation;
import io.quong.plugin.tracing.TraceContext;
import io.quong.plugin.tracing.TraceIds;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Kong's zipkin. */
@GatewayPlugin(
    name = "zipkin",
    priority = 100000,
    protocols = {"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
public final class Zipkin implements Plugin {
  private static final int DEFAULT_CONNECT_TIMEOUT = 2_000;

  private final Propagation propagation;
  private final RequestSpans spans;
  private final double ratio;
  private final int traceBytes;
  private final String responseHeader;
  private final Posts posts;
  private final NamedQueue queue;

  public Zipkin(ZipkinConfig config, PluginContext context) {
    propagation =
        Propagation.of("zipkin", config.propagation(), config.headerType(), former(config));
    spans = new RequestSpans(config, context.nodeId());
    ratio = config.sampleRatio() == null ? 0.001 : config.sampleRatio();
    traceBytes = config.traceidByteCount() == null ? 16 : config.traceidByteCount();
    responseHeader = config.httpResponseHeaderForTraceid();
    posts = config.httpEndpoint() == null ? null : posts(config, context);
    queue =
        NamedQueue.ofInstance(
            context, "zipkin", FormerFields.of("zipkin", config.queue()).settings(), this::send);
  }

  private static String former(ZipkinConfig config) {
    return config.defaultHeaderType() == null ? "b3" : config.defaultHeaderType();
  }

  private static Posts posts(ZipkinConfig config, PluginContext context) {
    return new Posts(
        context.nodeWide(Posts.Client.class, () -> new Posts.Client(context.vertx())),
        config.httpEndpoint(),
        MultiMap.caseInsensitiveMultiMap().set("content-type", "application/json"),
        new Posts.Timeouts(
            config.connectTimeout() == null ? DEFAULT_CONNECT_TIMEOUT : config.connectTimeout(),
            config.sendTimeout(),
            config.readTimeout()));
  }

  @Override
  public Step access(Exchange exchange) {
    TracedRequest traced = traced(exchange);
    // Kong forgets an undecided request's decision when it is not sampled.
    propagation.inject(
        exchange,
        traced
            .client()
            .upstream(
                traced.traceId(),
                traced.proxyId(),
                traced.requestId(),
                traced.sampled() ? Boolean.TRUE : null));
    return Step.NEXT;
  }

  /** Of this request; begun at the first call, which for one without route comes late. */
  private TracedRequest traced(Exchange exchange) {
    if (exchange.note() instanceof TracedRequest begun) {
      return begun;
    }
    TraceContext client = propagation.extract(exchange.upstream().headers());
    boolean sampled =
        client.sampled() != null
            ? client.sampled()
            : ThreadLocalRandom.current().nextDouble() < ratio;
    boolean own = client.traceId() == null;
    String trace = own ? TraceIds.trace(traceBytes) : client.traceId();
    boolean shares = client.sharesSpan() && client.spanId() != null;
    TracedRequest traced =
        new TracedRequest(
            client,
            trace,
            own && traceBytes == 8 ? trace.substring(16) : trace,
            shares ? client.spanId() : TraceIds.span(),
            shares ? client.parentId() : client.spanId(),
            TraceIds.span(),
            sampled);
    exchange.note(traced);
    return traced;
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (responseHeader != null) {
      exchange.response().headers().set(responseHeader, traced(exchange).traceId());
    }
    return Step.NEXT;
  }

  @Override
  public void log(Exchange exchange) {
    if (exchange.stream()) {
      return;
    }
    TracedRequest traced = traced(exchange);
    if (posts == null || !traced.sampled()) {
      return;
    }
    for (SpanJson span : spans.of(exchange, traced)) {
      queue.enqueue(Buffer.buffer(span.toString()));
    }
  }

  private Future<Void> send(List<Buffer> batch) {
    Buffer body = Buffer.buffer("[");
    for (Buffer span : batch) {
      if (body.length() > 1) {
        body.appendByte((byte) ',');
      }
      body.appendBuffer(span);
    }
    return posts
        .post(body.appendByte((byte) ']'))
        .recover(error -> Future.failedFuture("zipkin request failed: " + error.getMessage()))
        .compose(
            answer ->
                answer.status() < 300
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        "zipkin server responded unexpectedly: "
                            + answer.status()
                            + " "
                            + answer.reason()));
  }

  @Override
  public void close() {
    queue.close();
  }
}
