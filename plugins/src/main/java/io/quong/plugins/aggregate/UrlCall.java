package io.quong.plugins.aggregate;

import io.quong.plugin.Exchange;
import io.quong.plugin.ServiceCall;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.ServiceFailure.Kind;
import io.quong.plugin.message.Url;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A call to an address that is no service of the configuration. */
final class UrlCall implements ServiceCall {
  private final Promise<Reply> promise = Promise.promise();
  private final Future<Reply> reply;
  private volatile HttpClientRequest sent;

  /**
   * @param path behind the URL's own
   * @param headers name and value, in pairs
   */
  record Request(AggregateConfig.Call call, String path, List<String> headers, Buffer body) {}

  private UrlCall(Exchange exchange) {
    this.reply = exchange.onLoop(promise.future());
  }

  static UrlCall send(Exchange exchange, Vertx vertx, HttpClient client, Request request) {
    UrlCall call = new UrlCall(exchange);
    int patience = request.call().timeout();
    // Over all: an answer that comes drop by drop is given up as well.
    long timer =
        vertx.setTimer(
            patience,
            late ->
                call.giveUp(
                    new ServiceFailure(
                        Kind.TIMEOUT, "no whole answer within " + patience + " ms")));
    call.promise.future().onComplete(done -> vertx.cancelTimer(timer));
    client
        .request(options(exchange, request))
        .compose(made -> call.sent(made, request.body()))
        .onFailure(call::fail);
    return call;
  }

  private static RequestOptions options(Exchange exchange, Request request) {
    Url url = Url.parse(request.call().url());
    boolean tls = "https".equals(url.scheme());
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < request.headers().size(); i += 2) {
      headers.add(request.headers().get(i), request.headers().get(i + 1));
    }
    headers.set("X-Forwarded-For", exchange.client().forwardedIp());
    headers.set("X-Forwarded-Proto", exchange.request().forwardedScheme());
    headers.set("X-Forwarded-Host", exchange.request().forwardedHost());
    headers.set("X-Kong-Request-Id", exchange.requestId());
    return new RequestOptions()
        .setMethod(HttpMethod.valueOf(request.call().method()))
        .setSsl(tls)
        .setHost(url.host())
        .setPort(url.port() == 0 ? (tls ? 443 : 80) : url.port())
        .setURI(CallSender.target(url.path(), request.path()))
        .setConnectTimeout(request.call().timeout())
        .setFollowRedirects(false)
        .setHeaders(headers);
  }

  private Future<Void> sent(HttpClientRequest request, Buffer body) {
    sent = request;
    if (promise.future().isComplete()) {
      request.reset();
      return Future.succeededFuture();
    }
    return (body == null ? request.send() : request.send(body)).map(this::read);
  }

  private Void read(HttpClientResponse response) {
    Buffer collected = Buffer.buffer();
    response.handler(
        piece -> {
          if (collected.length() + piece.length() > CallSender.MAX_BODY) {
            fail(new ServiceFailure(Kind.UNUSABLE, "the answer is too long"));
            response.request().reset();
          } else {
            collected.appendBuffer(piece);
          }
        });
    response.exceptionHandler(this::fail);
    response.endHandler(
        end -> {
          List<String> headers = new ArrayList<>();
          for (Map.Entry<String, String> line : response.headers()) {
            headers.add(line.getKey());
            headers.add(line.getValue());
          }
          promise.tryComplete(new Reply(response.statusCode(), headers, collected));
        });
    return null;
  }

  private void fail(Throwable error) {
    if (error instanceof ServiceFailure) {
      promise.tryFail(error);
      return;
    }
    promise.tryFail(new ServiceFailure(Kind.CONNECT, String.valueOf(error.getMessage())));
  }

  @Override
  public Future<Reply> reply() {
    return reply;
  }

  @Override
  public void cancel() {
    giveUp(new ServiceFailure(Kind.CANCELLED, "given up"));
  }

  private void giveUp(ServiceFailure why) {
    if (promise.tryFail(why)) {
      HttpClientRequest known = sent;
      if (known != null) {
        known.reset();
      }
    }
  }
}
