package io.quong.acceptance;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.NetServer;
import java.util.concurrent.TimeUnit;

/** What the soak's requests and streams reach: echoes of each kind, and one that keeps dying. */
final class SoakUpstreams implements AutoCloseable {
  static final int BIG = 512 * 1024;
  private static final long LIVES_MS = 2_000;
  private static final long DEAD_MS = 700;

  /** What a death may still explain so much later: retries, time-outs, checks of the pool. */
  private static final long AFTERMATH_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Vertx vertx;
  private final HttpServer http;
  private final NetServer net;
  private final DatagramSocket udp;
  private final int httpPort;
  private final int netPort;
  private final int dyingPort;
  private HttpServer dying;
  private volatile long died = System.nanoTime();
  private volatile boolean closed;

  SoakUpstreams(Vertx vertx) throws Exception {
    this.vertx = vertx;
    http = vertx.createHttpServer(options()).requestHandler(this::answer);
    http.webSocketHandler(SoakUpstreams::echo);
    // All addresses, for the name that moves.
    httpPort = Soak.done(http.listen(0, "0.0.0.0")).actualPort();
    net = vertx.createNetServer().connectHandler(socket -> socket.handler(socket::write));
    netPort = Soak.done(net.listen(0, "127.0.0.1")).actualPort();
    udp = vertx.createDatagramSocket();
    Soak.done(udp.listen(netPort, "127.0.0.1"));
    udp.handler(
        packet -> udp.send(packet.data(), packet.sender().port(), packet.sender().hostAddress()));
    dyingPort = Ports.free(1)[0];
    live();
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions().setHttp2ClearTextEnabled(true).setIdleTimeout(0);
  }

  private void live() {
    if (closed) {
      return;
    }
    dying = vertx.createHttpServer(options()).requestHandler(this::answer);
    dying
        .listen(dyingPort, "127.0.0.1")
        .onComplete(
            there ->
                vertx.setTimer(
                    LIVES_MS,
                    over -> {
                      died = System.nanoTime();
                      dying.close();
                      vertx.setTimer(DEAD_MS, again -> live());
                    }));
  }

  /** Whether a failure now may come from a death. */
  boolean diedLately() {
    return System.nanoTime() - died < AFTERMATH_NANOS;
  }

  private static void echo(ServerWebSocket socket) {
    socket.binaryMessageHandler(socket::writeBinaryMessage);
    socket.textMessageHandler(socket::writeTextMessage);
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (request.path().endsWith("/big")) {
      response.putHeader("Content-Length", Integer.toString(BIG));
      response.end(Buffer.buffer(new byte[BIG]));
      return;
    }
    boolean grpc = "application/grpc".equals(request.getHeader("content-type"));
    request
        .body()
        .onSuccess(
            body -> {
              if (grpc) {
                response.putHeader("content-type", "application/grpc");
                response.putTrailer("grpc-status", "0");
                response.setChunked(true);
              }
              response.end(body);
            });
  }

  int httpPort() {
    return httpPort;
  }

  int netPort() {
    return netPort;
  }

  int dyingPort() {
    return dyingPort;
  }

  @Override
  public void close() {
    closed = true;
    http.close();
    net.close();
    udp.close();
    dying.close();
  }
}
