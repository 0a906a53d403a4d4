package io.quong.plugins.httplog;

import io.quong.plugin.queue.BatchHandler;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/** Sends batches: the entry itself when batches are of one, else a list, even of one entry. */
final class LogSender implements BatchHandler {
  /** How much of an answer a message shows. */
  private static final int MAX_SHOWN = 1024;

  private final Endpoint endpoint;
  private final HttpClient client;
  private final HttpMethod method;
  private final long timeout;
  private final boolean asList;
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  LogSender(HttpLogConfig config, boolean asList, LogClients clients, Vertx vertx) {
    this.endpoint = Endpoint.of(config.httpEndpoint());
    this.client =
        clients.client(vertx, config.keepalive() == null ? 60_000 : config.keepalive().longValue());
    this.method = HttpMethod.valueOf(config.method() == null ? "POST" : config.method());
    this.timeout = Math.max(1, config.timeout() == null ? 10_000 : config.timeout().longValue());
    this.asList = asList;
    headers.set(
        "Content-Type", config.contentType() == null ? "application/json" : config.contentType());
    if (endpoint.authorization() != null) {
      headers.set("Authorization", endpoint.authorization());
    }
    if (config.headers() != null) {
      config.headers().forEach(headers::set);
    }
  }

  /** The server that it sends to. */
  String target() {
    return endpoint.toString();
  }

  @Override
  public Future<Void> send(List<Buffer> batch) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setSsl(endpoint.tls())
            .setHost(endpoint.host())
            .setPort(endpoint.port())
            .setURI(endpoint.path())
            .setConnectTimeout(timeout)
            .setIdleTimeout(timeout)
            .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers));
    String where = endpoint.host() + ":" + endpoint.port();
    return client
        .request(options)
        .compose(request -> request.send(body(batch)))
        .recover(
            error -> Future.failedFuture("failed request to " + where + ": " + error.getMessage()))
        .compose(response -> answered(where, response));
  }

  private Buffer body(List<Buffer> batch) {
    if (!asList) {
      return batch.get(0);
    }
    Buffer body = Buffer.buffer("[");
    for (int i = 0; i < batch.size(); i++) {
      if (i > 0) {
        body.appendByte((byte) ',');
      }
      body.appendBuffer(batch.get(i));
    }
    return body.appendByte((byte) ']');
  }

  private static Future<Void> answered(String where, HttpClientResponse response) {
    return response
        .body()
        .compose(
            body ->
                response.statusCode() < 300
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        "request to "
                            + where
                            + " returned status code "
                            + response.statusCode()
                            + " and body "
                            + body.getString(0, Math.min(MAX_SHOWN, body.length()))));
  }
}
