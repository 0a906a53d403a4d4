package io.quong.admin.cluster;

import io.quong.cluster.ClusterTrust;
import io.quong.cluster.PinnedCertificate;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.util.ArrayList;
import java.util.List;

/** The sockets that nodes connect to, {@code cluster_listen}. */
public final class ClusterListener {
  private final Vertx vertx;
  private final HttpServerOptions options;
  private final Handler<HttpServerRequest> handler;
  private final List<HttpServer> servers = new ArrayList<>();

  ClusterListener(Vertx vertx, ClusterTrust trust, Handler<HttpServerRequest> handler) {
    this.vertx = vertx;
    this.handler = handler;
    options = options(trust);
  }

  private static HttpServerOptions options(ClusterTrust trust) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setCompressionSupported(true)
            // A snapshot is mostly the same words again: the lowest level does nearly all there is.
            .setCompressionLevel(1)
            .setDecompressionSupported(false)
            .setIdleTimeout(90)
            .setMaxInitialLineLength(4_096)
            .setMaxHeaderSize(16_384);
    if (!trust.tls()) {
      return options;
    }
    options
        .setSsl(true)
        .setUseAlpn(false)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(trust.certificate()))
                .addKeyValue(Buffer.buffer(trust.key())));
    TrustOptions trusted =
        switch (trust.mode()) {
          case SECRET -> null;
          case SHARED -> TrustOptions.wrap(PinnedCertificate.of(trust.certificate()));
          case PKI -> new PemTrustOptions().addCertValue(Buffer.buffer(trust.authority()));
        };
    if (trusted != null) {
      options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(trusted);
    }
    return options;
  }

  /**
   * Opens one more socket.
   *
   * @param port 0 for one of the system's choice
   * @return the port
   */
  public Future<Integer> listen(String host, int port) {
    HttpServer server = vertx.createHttpServer(options);
    servers.add(server);
    return server.requestHandler(handler).listen(port, host).map(HttpServer::actualPort);
  }

  /** Closes all of them. */
  public Future<Void> close() {
    return Future.join(servers.stream().map(HttpServer::close).toList()).mapEmpty();
  }
}
