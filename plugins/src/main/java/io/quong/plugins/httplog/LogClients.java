package io.quong.plugins.httplog;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The HTTP clients of all instances on this node: one for each keep-alive time, which is a setting
 * of the client. They live as long as Vert.x does, which closes them.
 */
final class LogClients {
  private final ConcurrentMap<Long, HttpClient> clients = new ConcurrentHashMap<>();

  /**
   * @param keepAlive milliseconds that an idle connection is kept
   */
  HttpClient client(Vertx vertx, long keepAlive) {
    return clients.computeIfAbsent(
        keepAlive,
        millis ->
            vertx.createHttpClient(
                new HttpClientOptions()
                    .setKeepAlive(millis > 0)
                    .setKeepAliveTimeout((int) Math.max(1, millis / 1000))
                    // As in Kong a log server's certificate is not verified.
                    .setTrustAll(true)
                    .setVerifyHost(false)));
  }
}
