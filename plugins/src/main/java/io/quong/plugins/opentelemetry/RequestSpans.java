package io.quong.plugins.opentelemetry;

import io.quong.entity.Route;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.Passport;
import io.quong.plugin.Passport.State;
import io.quong.plugin.Phase;
import io.quong.plugin.tracing.Attempt;
import io.quong.plugin.tracing.PluginRun;
import io.quong.plugin.tracing.TraceIds;
import io.quong.plugin.tracing.TracingSettings;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The spans of a request that has ended, as OTLP's messages. */
final class RequestSpans {
  private static final int INTERNAL = 1;
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int ERROR = 2;

  private final TracingSettings recorded;

  RequestSpans(TracingSettings recorded) {
    this.recorded = recorded;
  }

  /** What a span is made of; times of {@link System#nanoTime}. */
  private record Span(
      String id, String parent, String name, int kind, long start, long end, String error) {}

  List<Buffer> of(Exchange exchange, TracedRequest traced) {
    Passport passport = exchange.passport();
    List<Buffer> spans = new ArrayList<>();
    spans.add(
        message(
            exchange,
            traced,
            new Span(
                traced.rootId(),
                traced.client().spanId(),
                "kong",
                SERVER,
                passport.at(State.REQUEST_START),
                passport.at(State.END),
                null),
            root(exchange)));
    if (recorded.records("router") && passport.has(State.ROUTED)) {
      spans.add(
          inner(
              exchange,
              traced,
              "kong.router",
              passport.at(State.REQUEST_HEAD),
              passport.at(State.ROUTED),
              null));
    }
    for (PluginRun run : exchange.pluginRuns()) {
      String phase = run.phase().name().toLowerCase(Locale.ROOT);
      boolean wanted = recorded.records("plugin_" + phase);
      if (wanted && run.phase() != Phase.RESPONSE) {
        spans.add(
            inner(
                exchange,
                traced,
                "kong." + phase + ".plugin." + run.plugin(),
                run.start(),
                run.end(),
                run.error()));
      }
    }
    if (recorded.records("balancer")) {
      attempts(exchange, traced, spans);
    }
    return spans;
  }

  private static Map<String, Object> root(Exchange exchange) {
    ClientRequest request = exchange.request();
    String query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("http.method", request.method());
    attributes.put(
        "http.url", request.scheme() + "://" + request.host() + request.rawPath() + query);
    attributes.put("http.host", request.host());
    attributes.put("http.scheme", request.scheme());
    attributes.put(
        "http.flavor", request.httpVersion().equals("2") ? "2.0" : request.httpVersion());
    attributes.put("http.client_ip", exchange.client().forwardedIp());
    attributes.put("net.peer.ip", exchange.client().ip());
    attributes.put("kong.request.id", exchange.requestId());
    attributes.put("http.status_code", exchange.response().status());
    Route route = exchange.route();
    boolean pathless = route == null || route.paths() == null || route.paths().isEmpty();
    attributes.put("http.route", pathless ? "" : route.paths().get(0));
    return attributes;
  }

  private static Buffer inner(
      Exchange exchange, TracedRequest traced, String name, long start, long end, String error) {
    return message(
        exchange,
        traced,
        new Span(TraceIds.span(), traced.rootId(), name, INTERNAL, start, end, error),
        Map.of());
  }

  private static void attempts(Exchange exchange, TracedRequest traced, List<Buffer> spans) {
    Passport passport = exchange.passport();
    List<? extends Attempt> attempts = exchange.attempts();
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      boolean last = i == attempts.size() - 1;
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put("try_count", i + 1);
      attributes.put("net.peer.ip", attempt.ip());
      attributes.put("net.peer.port", attempt.port());
      attributes.put("net.peer.name", attempt.host());
      if (attempt.failed()) {
        attributes.put("http.status_code", attempt.status());
      }
      spans.add(
          message(
              exchange,
              traced,
              new Span(
                  last ? traced.balancerId() : TraceIds.span(),
                  traced.rootId(),
                  "kong.balancer",
                  CLIENT,
                  attempt.startedNanos(),
                  last ? passport.at(State.END) : attempts.get(i + 1).startedNanos(),
                  attempt.failed() ? "" : null),
              attributes));
    }
  }

  private static Buffer message(
      Exchange exchange, TracedRequest traced, Span span, Map<String, Object> attributes) {
    ProtoWriter out = new ProtoWriter();
    out.hex(1, traced.traceId()).hex(2, span.id());
    if (span.parent() != null) {
      out.hex(4, span.parent());
    }
    out.text(5, span.name()).number(6, span.kind());
    long end = epochNanos(exchange, span.end());
    out.fixed64(7, epochNanos(exchange, span.start())).fixed64(8, end);
    out.attributes(9, attributes);
    if (span.error() != null) {
      if (!span.error().isEmpty()) {
        out.message(
            11,
            new ProtoWriter()
                .fixed64(1, end)
                .text(2, "exception")
                .attributes(3, Map.of("exception.message", span.error())));
      }
      out.message(15, new ProtoWriter().number(3, ERROR));
    }
    return out.bytes();
  }

  private static long epochNanos(Exchange exchange, long nanos) {
    return exchange.startedAt() * 1_000_000 + nanos - exchange.passport().at(State.REQUEST_START);
  }
}
