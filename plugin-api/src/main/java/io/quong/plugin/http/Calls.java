package io.quong.plugin.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP clients for plugins whose answer comes from somewhere else; one object for all instances of
 * a plugin ({@code nodeWide}). They live as long as Vert.x does, which closes them.
 */
public final class Calls {
  private final Vertx vertx;
  private final Map<Kind, HttpClient> clients = new ConcurrentHashMap<>();

  private record Kind(long keepAlive, boolean verify) {}

  public Calls(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * What is asked.
   *
   * @param uri path and query, escaped
   * @param headers name and value, in pairs; {@code Host} among them replaces the address
   * @param timeout milliseconds, over all
   */
  public record Request(
      String method,
      boolean tls,
      String host,
      int port,
      String uri,
      List<String> headers,
      Buffer body,
      long timeout) {}

  /**
   * What came.
   *
   * @param headers name and value, in pairs
   */
  public record Response(int status, List<String> headers, Buffer body) {
    /** The first value of a header, or null. */
    public String header(String name) {
      for (int i = 0; i < headers.size(); i += 2) {
        if (headers.get(i).equalsIgnoreCase(name)) {
          return headers.get(i + 1);
        }
      }
      return null;
    }
  }

  /**
   * Sends it.
   *
   * @param keepAlive milliseconds that an idle connection is kept
   * @param verify whether a TLS certificate has to be good
   * @param maxBody bytes that the answer may have
   * @return fails when there is no whole answer in time, or too long a one
   */
  public Future<Response> send(Request request, long keepAlive, boolean verify, int maxBody) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setSsl(request.tls())
            .setHost(request.host())
            .setPort(request.port())
            .setURI(request.uri())
            .setConnectTimeout(request.timeout())
            .setFollowRedirects(false);
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < request.headers().size(); i += 2) {
      headers.add(request.headers().get(i), request.headers().get(i + 1));
    }
    headers.set("Content-Length", Integer.toString(request.body().length()));
    options.setHeaders(headers);
    Promise<Response> promise = Promise.promise();
    client(keepAlive, verify)
        .request(options)
        .onFailure(promise::tryFail)
        .onSuccess(
            sent -> {
              long timer =
                  vertx.setTimer(
                      request.timeout(),
                      late -> {
                        promise.tryFail("no answer within " + request.timeout() + " ms");
                        sent.reset();
                      });
              promise.future().onComplete(done -> vertx.cancelTimer(timer));
              sent.send(request.body())
                  .onFailure(promise::tryFail)
                  .onSuccess(response -> read(response, maxBody, promise));
            });
    return promise.future();
  }

  private static void read(HttpClientResponse response, int maxBody, Promise<Response> promise) {
    Buffer collected = Buffer.buffer();
    response.exceptionHandler(promise::tryFail);
    response.handler(
        piece -> {
          if (collected.length() + piece.length() > maxBody) {
            promise.tryFail("the answer is longer than " + maxBody + " bytes");
            response.request().reset();
          } else {
            collected.appendBuffer(piece);
          }
        });
    response.endHandler(
        end -> {
          List<String> headers = new ArrayList<>();
          response
              .headers()
              .forEach(
                  each -> {
                    headers.add(each.getKey());
                    headers.add(each.getValue());
                  });
          promise.tryComplete(new Response(response.statusCode(), headers, collected));
        });
  }

  private HttpClient client(long keepAlive, boolean verify) {
    return clients.computeIfAbsent(
        new Kind(keepAlive, verify),
        kind ->
            vertx.createHttpClient(
                new HttpClientOptions()
                    .setKeepAlive(keepAlive > 0)
                    .setKeepAliveTimeout((int) Math.max(1, keepAlive / 1000))
                    .setTrustAll(!verify)
                    .setVerifyHost(verify)));
  }
}
