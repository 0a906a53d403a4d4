package io.quong.plugins.aggregate;

import io.quong.entity.Service;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.ServiceCall;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.ServiceFailure.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes the calls; one for all instances, so that connections to URLs are shared. */
final class CallSender {
  /** Of one call's answer. */
  static final int MAX_BODY = 8 << 20;

  /** What goes along with every call: who asks, under which ids, and as part of which trace. */
  private static final String[] FORWARDED = {
    "Authorization",
    "X-Request-Id",
    "X-Correlation-Id",
    "X-User-Id",
    "X-User-Email",
    "X-User-Roles",
    "X-Tenant-Id",
    "X-Consumer-ID",
    "X-Consumer-Custom-ID",
    "X-Consumer-Username",
    "X-Credential-Identifier",
    "X-Anonymous-Consumer",
    "X-Gateway-Timestamp",
    "traceparent",
    "tracestate",
    "b3",
    "X-B3-TraceId",
    "X-B3-SpanId",
    "X-B3-ParentSpanId",
    "X-B3-Sampled",
    "X-B3-Flags",
    "uber-trace-id",
    "ot-tracer-traceid",
    "ot-tracer-spanid",
    "ot-tracer-sampled",
    "x-datadog-trace-id",
    "x-datadog-parent-id",
    "x-datadog-sampling-priority",
    "X-Amzn-Trace-Id",
    "X-Cloud-Trace-Context",
    "Accept-Language"
  };

  private final Vertx vertx;
  private final HttpClient client;

  CallSender(Vertx vertx) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient(new HttpClientOptions().setTrustAll(false));
  }

  /** What a call's templates made of it. */
  record Prepared(String path, Map<String, String> headers, Buffer body) {}

  /**
   * Sends it: to a service by the gateway's own ways, to a URL directly.
   *
   * @throws ServiceFailure when there is no such service
   */
  ServiceCall send(Exchange exchange, AggregateConfig.Call call, Prepared prepared) {
    List<String> headers = headers(exchange, prepared);
    if (call.url() != null) {
      return UrlCall.send(
          exchange,
          vertx,
          client,
          new UrlCall.Request(call, prepared.path(), headers, prepared.body()));
    }
    Service service = service(exchange, call.service());
    return exchange.call(
        new ServiceCall.Request(
            service,
            call.method(),
            target(service.path(), prepared.path()),
            headers,
            prepared.body(),
            call.timeout(),
            MAX_BODY));
  }

  private static Service service(Exchange exchange, String named) {
    Service service = exchange.entities().unique(Service.class, "name", named);
    if (service == null) {
      service = exchange.entities().byId(Service.class, named);
    }
    if (service == null || Boolean.FALSE.equals(service.enabled())) {
      throw new ServiceFailure(Kind.CONNECT, "there is no service " + named);
    }
    return service;
  }

  /**
   * The call's path behind the service's own.
   *
   * @param before null for none
   */
  static String target(String before, String path) {
    String base = before == null || before.equals("/") ? "" : before;
    if (base.endsWith("/") && path.startsWith("/")) {
      base = base.substring(0, base.length() - 1);
    }
    String target = base + path;
    return target.startsWith("/") ? target : "/" + target;
  }

  private static List<String> headers(Exchange exchange, Prepared prepared) {
    Headers known = exchange.upstream().headers();
    Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    own.addAll(prepared.headers().keySet());
    List<String> headers = new ArrayList<>();
    for (String name : FORWARDED) {
      String value = own.contains(name) ? null : known.get(name);
      if (value != null) {
        headers.add(name);
        headers.add(value);
      }
    }
    prepared
        .headers()
        .forEach(
            (name, value) -> {
              headers.add(name);
              headers.add(value);
            });
    add(headers, own, "Accept", "application/json");
    if (prepared.body() != null) {
      add(headers, own, "Content-Type", "application/json");
    }
    return headers;
  }

  private static void add(List<String> headers, Set<String> own, String name, String value) {
    if (!own.contains(name)) {
      headers.add(name);
      headers.add(value);
    }
  }
}
