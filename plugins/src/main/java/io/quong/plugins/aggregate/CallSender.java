package io.quong.plugins.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.entity.Service;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.Url;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Makes the calls; one for all instances, so that connections are shared. */
final class CallSender {
  /** Of one call's answer. */
  private static final int MAX_BODY = 8 << 20;

  /** What goes along with every call: who asks, and under which ids. */
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
    "traceparent",
    "tracestate",
    "Accept-Language"
  };

  private final HttpClient client;

  CallSender(Vertx vertx) {
    this.client = vertx.createHttpClient(new HttpClientOptions().setTrustAll(false));
  }

  /** Where a call goes: an address and the path before the call's own. */
  record Target(boolean tls, String host, int port, String path, int connectTimeout) {
    static Target of(Service service) {
      boolean tls = service.protocol().equals("https");
      String path = service.path() == null || service.path().equals("/") ? "" : service.path();
      int port = service.port() == null ? (tls ? 443 : 80) : service.port();
      int timeout = service.connectTimeout() == null ? 60_000 : service.connectTimeout();
      return new Target(tls, service.host(), port, path, timeout);
    }

    static Target of(String text) {
      Url url = Url.parse(text);
      boolean tls = "https".equals(url.scheme());
      String path = url.path() == null || url.path().equals("/") ? "" : url.path();
      int port = url.port() == 0 ? (tls ? 443 : 80) : url.port();
      return new Target(tls, url.host(), port, path, 60_000);
    }
  }

  /** A call under way, which can be given up. */
  static final class Pending {
    private volatile HttpClientRequest request;
    private volatile boolean cancelled;

    void cancel() {
      cancelled = true;
      HttpClientRequest known = request;
      if (known != null) {
        known.reset();
      }
    }
  }

  /**
   * The JSON of a successful answer.
   *
   * @return fails with {@link CallFailure}
   */
  Future<JsonNode> send(
      Exchange exchange,
      CallPlan plan,
      Target target,
      String path,
      Map<String, String> headers,
      JsonNode body,
      Pending pending) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(plan.call().method()))
            .setSsl(target.tls())
            .setHost(target.host())
            .setPort(target.port())
            .setURI(target.path() + path)
            .setConnectTimeout(Math.min(target.connectTimeout(), plan.call().timeout()))
            .setTimeout(plan.call().timeout());
    MultiMap sent = MultiMap.caseInsensitiveMultiMap();
    forward(exchange, sent);
    headers.forEach(sent::set);
    sent.set("Accept", "application/json");
    options.setHeaders(sent);
    if (body != null) {
      sent.set("Content-Type", "application/json");
    }
    return client
        .request(options)
        .compose(
            request -> {
              pending.request = request;
              if (pending.cancelled) {
                request.reset();
                return Future.failedFuture(new CallFailure(0, "given up"));
              }
              return body == null ? request.send() : request.send(Buffer.buffer(body.toString()));
            })
        .compose(CallSender::read);
  }

  private static void forward(Exchange exchange, MultiMap sent) {
    Headers headers = exchange.upstream().headers();
    for (String name : FORWARDED) {
      String value = headers.get(name);
      if (value != null) {
        sent.set(name, value);
      }
    }
    sent.set("X-Forwarded-For", exchange.client().forwardedIp());
    sent.set("X-Forwarded-Proto", exchange.request().forwardedScheme());
    sent.set("X-Forwarded-Host", exchange.request().forwardedHost());
    sent.set("X-Kong-Request-Id", exchange.requestId());
  }

  private static Future<JsonNode> read(HttpClientResponse response) {
    int status = response.statusCode();
    Promise<JsonNode> promise = Promise.promise();
    Buffer collected = Buffer.buffer();
    response.handler(
        piece -> {
          if (collected.length() + piece.length() > MAX_BODY) {
            promise.tryFail(new CallFailure(0, "the answer is too long"));
            response.request().reset();
          } else {
            collected.appendBuffer(piece);
          }
        });
    response.exceptionHandler(promise::tryFail);
    response.endHandler(
        end -> {
          if (status < 200 || status > 299) {
            promise.tryFail(new CallFailure(status, "it answered " + status));
            return;
          }
          JsonNode json = Json.value(new String(collected.getBytes(), StandardCharsets.ISO_8859_1));
          if (json == null) {
            promise.tryFail(new CallFailure(0, "its answer is no JSON"));
          } else {
            promise.tryComplete(json);
          }
        });
    return promise.future();
  }
}
