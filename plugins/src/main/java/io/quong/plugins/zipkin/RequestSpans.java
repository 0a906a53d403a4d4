package io.quong.plugins.zipkin;

import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.Client;
import io.quong.plugin.Exchange;
import io.quong.plugin.Passport;
import io.quong.plugin.Passport.State;
import io.quong.plugin.tracing.Attempt;
import io.quong.plugin.tracing.TraceIds;
import java.util.ArrayList;
import java.util.List;

/** The spans of a request that has ended: its own, the proxy's, and one for each attempt. */
final class RequestSpans {
  private final ZipkinConfig config;
  private final String nodeId;
  private final boolean asTags;

  RequestSpans(ZipkinConfig config, String nodeId) {
    this.config = config;
    this.nodeId = nodeId;
    this.asTags = "tags".equals(config.phaseDurationFlavor());
  }

  /** A moment of a request in microseconds since the epoch; 0 when it did not come. */
  private record Times(long startedAt, Passport passport) {
    long at(State state) {
      return passport.has(state) ? of(passport.at(state)) : 0;
    }

    long of(long nanos) {
      return startedAt * 1_000 + (nanos - passport.at(State.REQUEST_START)) / 1_000;
    }
  }

  List<SpanJson> of(Exchange exchange, TracedRequest traced) {
    Times times = new Times(exchange.startedAt(), exchange.passport());
    String name = name(exchange);
    List<? extends Attempt> attempts = exchange.attempts();
    List<SpanJson> spans = new ArrayList<>(2 + attempts.size());
    spans.add(request(exchange, traced, times, name));
    spans.add(proxy(exchange, traced, times, name));
    for (int i = 0; i < attempts.size(); i++) {
      spans.add(attempt(exchange, traced, times, name + " (balancer try " + (i + 1) + ")", i));
    }
    return spans;
  }

  private String name(Exchange exchange) {
    String method = exchange.request().method();
    return "method_path".equals(config.httpSpanName())
        ? method + " " + exchange.request().path()
        : method;
  }

  private SpanJson request(Exchange exchange, TracedRequest traced, Times times, String name) {
    Client client = exchange.client();
    SpanJson span =
        new SpanJson(name, "SERVER", times.at(State.REQUEST_START), config.localServiceName())
            .ids(traced.reported(), traced.requestId(), traced.requestParent())
            .end(times.at(State.END))
            .remote(config.defaultServiceName(), client.forwardedIp(), client.forwardedPort())
            .tag("lc", "kong")
            .tag("http.method", exchange.request().method())
            .tag("http.host", exchange.request().host())
            .tag("http.path", exchange.request().path())
            .tag("http.protocol", protocol(exchange.request().httpVersion()))
            .tag("http.status_code", Integer.toString(exchange.response().status()))
            .tag("kong.node.id", nodeId);
    if (exchange.consumer() != null) {
      span.tag("kong.consumer", exchange.consumer().id());
    }
    if (exchange.credential() != null && !Boolean.FALSE.equals(config.includeCredential())) {
      span.tag("kong.credential", exchange.credential().id());
    }
    if (config.staticTags() != null) {
      config.staticTags().forEach(tag -> span.tag(tag.name(), tag.value()));
    }
    String header = config.tagsHeader() == null ? "Zipkin-Tags" : config.tagsHeader();
    TagsHeader.parse(exchange.request().headers().all(header)).forEach(span::tag);
    phase(span, "rewrite", "kr", times.at(State.REQUEST_START), times.at(State.REQUEST_HEAD));
    return span;
  }

  /** A version is a number to Kong. */
  private static String protocol(String version) {
    return version.isEmpty() ? null : "HTTP/" + (version.equals("1.0") ? "1" : version);
  }

  private SpanJson proxy(Exchange exchange, TracedRequest traced, Times times, String name) {
    long access = times.at(State.ROUTED);
    boolean routed = exchange.route() != null;
    long begin = access > 0 ? access : times.at(State.REQUEST_START);
    List<? extends Attempt> attempts = exchange.attempts();
    Attempt last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    SpanJson span =
        new SpanJson(name + " (proxy)", "CLIENT", begin, config.localServiceName())
            .ids(traced.reported(), traced.proxyId(), traced.requestId())
            .end(times.at(State.END))
            .remote(
                service(exchange), last == null ? null : last.ip(), last == null ? 0 : last.port());
    entities(span, exchange);
    if (last != null) {
      span.tag("peer.hostname", last.host());
    }
    if (routed) {
      phase(span, "access", "ka", access, times.at(State.ACCESS_END));
    }
    long sent = times.at(State.RESPONSE_HEAD_SENT);
    long head = times.at(State.UPSTREAM_HEAD);
    phase(span, "header_filter", "kh", head > 0 ? head : sent, sent);
    phase(span, "body_filter", "kb", sent, times.at(State.END));
    return span;
  }

  private String service(Exchange exchange) {
    Service service = exchange.service();
    return service != null && service.name() != null ? service.name() : config.defaultServiceName();
  }

  private static void entities(SpanJson span, Exchange exchange) {
    Route route = exchange.route();
    if (route != null) {
      span.tag("kong.route", route.id()).tag("kong.route_name", route.name());
    }
    Service service = exchange.service();
    if (service != null) {
      span.tag("kong.service", service.id()).tag("kong.service_name", service.name());
    }
  }

  private void phase(SpanJson span, String phase, String prefix, long start, long end) {
    if (start == 0 || end == 0) {
      return;
    }
    if (asTags) {
      String millis = Double.toString((end - start) / 1000.0);
      span.tag(
          "kong." + phase + ".duration_ms",
          millis.endsWith(".0") ? millis.substring(0, millis.length() - 2) : millis);
    } else {
      span.annotation(prefix + "s", start).annotation(prefix + "f", end);
    }
  }

  private SpanJson attempt(
      Exchange exchange, TracedRequest traced, Times times, String name, int index) {
    List<? extends Attempt> attempts = exchange.attempts();
    Attempt attempt = attempts.get(index);
    long start = times.of(attempt.startedNanos());
    SpanJson span =
        new SpanJson(name, "CLIENT", start, config.localServiceName())
            .ids(traced.reported(), TraceIds.span(), traced.requestId())
            .end(times.of(attempt.startedNanos() + attempt.balancerNanos()))
            .remote(service(exchange), attempt.ip(), attempt.port())
            .tag("kong.balancer.try", Integer.toString(index + 1));
    entities(span, exchange);
    // What became of the last one is the request's own story, as in Kong.
    if (index < attempts.size() - 1) {
      span.tag("error", "true")
          .tag("kong.balancer.state", "failed")
          .tag("http.status_code", Integer.toString(attempt.status()));
    }
    return span;
  }
}
