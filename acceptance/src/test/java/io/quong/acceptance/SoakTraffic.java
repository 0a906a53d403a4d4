package io.quong.acceptance;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Clients of all kinds, each of which does the same again and again until it is told to stop. */
final class SoakTraffic {
  private static final long PAUSE_MS = 10;
  private static final long LONGEST_MS = 20_000;
  private static final int BODY = 3_000;

  private final Vertx vertx;
  private final Soak.Ports ports;
  private final SoakTally tally;
  private final HttpClient http1;
  private final HttpClient http2;
  private final HttpClient grpc;
  private final WebSocketClient sockets;
  private final NetClient plain;
  private final NetClient tls;
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean stopping;

  SoakTraffic(Vertx vertx, Soak.Ports ports, SoakTally tally) {
    this.vertx = vertx;
    this.ports = ports;
    this.tally = tally;
    http1 = vertx.createHttpClient(new HttpClientOptions().setKeepAliveTimeout(30));
    http2 =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2));
    grpc =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    sockets = vertx.createWebSocketClient();
    plain = vertx.createNetClient();
    tls =
        vertx.createNetClient(
            new NetClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setHostnameVerificationAlgorithm(""));
  }

  void start(BooleanSupplier deaths) {
    BooleanSupplier none = () -> false;
    for (int i = 0; i < 3; i++) {
      again("http/1", none, () -> post(http1, ports.proxy(), "/stable"));
      again("http/2", none, () -> post(http2, ports.proxySsl(), "/stable"));
    }
    again("moving name", none, () -> get(http1, "/moving"));
    again("dying pool", deaths, () -> get(http1, "/pool"));
    again("dying upstream", deaths, () -> get(http1, "/dying"));
    again("grpc", none, this::grpc);
    again("websocket", none, this::webSocket);
    again("slow request", none, this::slowRequest);
    again("slow reader", none, this::slowReader);
    again("aborted request", none, this::aborted);
    again("tcp", none, () -> stream(plain, ports.tcp()));
    again("tls", none, () -> stream(tls, ports.tls()));
    again("udp", none, this::datagram);
  }

  /** Starts nothing more and waits for what is under way. */
  void stop() {
    stopping = true;
    Processes.await(() -> running.get() == 0, 40);
    http1.close();
    http2.close();
    grpc.close();
    sockets.close();
    plain.close();
    tls.close();
  }

  private void again(String kind, BooleanSupplier excuse, Supplier<Future<?>> work) {
    running.incrementAndGet();
    once(kind, excuse, work);
  }

  private void once(String kind, BooleanSupplier excuse, Supplier<Future<?>> work) {
    if (stopping) {
      running.decrementAndGet();
      return;
    }
    Promise<Object> bounded = Promise.promise();
    long timer = vertx.setTimer(LONGEST_MS, late -> bounded.tryFail("no end in 20 s"));
    work.get().onSuccess(bounded::tryComplete).onFailure(bounded::tryFail);
    bounded
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              if (done.succeeded()) {
                tally.good(kind);
              } else {
                tally.failed(kind, String.valueOf(done.cause().getMessage()), excuse);
              }
              vertx.setTimer(PAUSE_MS, next -> once(kind, excuse, work));
            });
  }

  private static Future<Buffer> is(Buffer wanted, Buffer got) {
    return wanted.equals(got)
        ? Future.succeededFuture(got)
        : Future.failedFuture("another body: " + got.length() + " bytes");
  }

  private static Future<Void> ok(int status) {
    return status == 200 ? Future.succeededFuture() : Future.failedFuture("status " + status);
  }

  private Future<Buffer> post(HttpClient client, int port, String path) {
    Buffer body = Buffer.buffer(new byte[BODY]);
    return client
        .request(HttpMethod.POST, port, "127.0.0.1", path)
        .compose(request -> request.send(body))
        .compose(answer -> ok(answer.statusCode()).compose(fine -> answer.body()))
        .compose(got -> is(body, got));
  }

  private Future<Buffer> get(HttpClient client, String path) {
    return client
        .request(HttpMethod.GET, ports.proxy(), "127.0.0.1", path)
        .compose(request -> request.send())
        .compose(answer -> ok(answer.statusCode()).compose(fine -> answer.body()));
  }

  private Future<?> grpc() {
    Buffer message = Buffer.buffer(new byte[] {0, 0, 0, 0, 3, 1, 2, 3});
    return grpc.request(HttpMethod.POST, ports.proxy(), "127.0.0.1", "/pkg.Echo/Say")
        .compose(
            request ->
                request
                    .putHeader("content-type", "application/grpc")
                    .putHeader("te", "trailers")
                    .send(message))
        .compose(
            answer ->
                answer
                    .body()
                    .compose(got -> is(message, got))
                    .compose(
                        fine ->
                            "0".equals(answer.getTrailer("grpc-status"))
                                ? Future.succeededFuture()
                                : Future.failedFuture(
                                    "grpc-status " + answer.getTrailer("grpc-status"))));
  }

  private Future<?> webSocket() {
    return sockets
        .connect(
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(ports.proxy())
                .setURI("/stable"))
        .compose(socket -> talk(socket, 10));
  }

  private static Future<Void> talk(WebSocket socket, int messages) {
    Promise<Void> all = Promise.promise();
    AtomicInteger left = new AtomicInteger(messages);
    socket.exceptionHandler(all::tryFail);
    socket.closeHandler(
        closed -> {
          if (left.get() > 0) {
            all.tryFail("closed with " + left.get() + " messages to come");
          }
        });
    socket.binaryMessageHandler(
        got -> {
          if (left.decrementAndGet() == 0) {
            socket.close().onComplete(all);
          } else {
            socket.writeBinaryMessage(Buffer.buffer(new byte[left.get() * 700]));
          }
        });
    socket.writeBinaryMessage(Buffer.buffer(new byte[10]));
    return all.future();
  }

  /** Sends a byte now and then. */
  private Future<?> slowRequest() {
    return plain
        .connect(ports.proxy(), "127.0.0.1")
        .compose(
            socket -> {
              Promise<Object> answered = Promise.promise();
              Buffer seen = Buffer.buffer();
              socket.handler(
                  piece -> {
                    seen.appendBuffer(piece);
                    if (seen.toString().endsWith("slowly")) {
                      socket.close();
                      answered.tryComplete(seen);
                    }
                  });
              socket.closeHandler(closed -> answered.tryFail("closed: " + seen));
              String text = "POST /stable HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nslowly";
              trickle(socket, text, 0);
              return answered.future();
            });
  }

  private void trickle(NetSocket socket, String text, int at) {
    if (at < text.length()) {
      int to = Math.min(text.length(), at + 4);
      socket.write(text.substring(at, to));
      vertx.setTimer(30, next -> trickle(socket, text, to));
    }
  }

  /** Takes a large response in small steps. */
  private Future<?> slowReader() {
    return http1
        .request(HttpMethod.GET, ports.proxy(), "127.0.0.1", "/stable/big")
        .compose(request -> request.send())
        .compose(
            answer -> {
              Promise<Object> whole = Promise.promise();
              AtomicInteger length = new AtomicInteger();
              answer.handler(
                  piece -> {
                    length.addAndGet(piece.length());
                    answer.pause();
                    vertx.setTimer(5, on -> answer.resume());
                  });
              answer.exceptionHandler(whole::tryFail);
              answer.endHandler(
                  end -> {
                    if (length.get() == SoakUpstreams.BIG) {
                      whole.tryComplete();
                    } else {
                      whole.tryFail("got " + length.get() + " bytes");
                    }
                  });
              return whole.future();
            });
  }

  /** Leaves in the middle: of the head, of the body, or of the response. */
  private Future<?> aborted() {
    String[] starts = {
      "GET /stab",
      "POST /stable HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\nhalf",
      "GET /stable/big HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /dying HTTP/1.1\r\nHost: a\r\n\r\n"
    };
    String start = starts[(int) (System.nanoTime() / 1000 % starts.length)];
    return plain
        .connect(ports.proxy(), "127.0.0.1")
        .compose(
            socket -> {
              Promise<Void> left = Promise.promise();
              socket.write(start);
              vertx.setTimer(20, over -> socket.close().onComplete(left));
              return left.future();
            });
  }

  private static Future<?> stream(NetClient client, int port) {
    return client
        .connect(port, "127.0.0.1", "stream.test")
        .compose(
            socket -> {
              Promise<Object> answered = Promise.promise();
              Buffer sent = Buffer.buffer(new byte[BODY]);
              Buffer seen = Buffer.buffer();
              socket.handler(
                  piece -> {
                    seen.appendBuffer(piece);
                    if (seen.length() == sent.length()) {
                      socket.close();
                      answered.tryComplete();
                    }
                  });
              socket.exceptionHandler(answered::tryFail);
              socket.closeHandler(closed -> answered.tryFail("closed at " + seen.length()));
              socket.write(sent);
              return answered.future();
            });
  }

  /** UDP may lose a datagram; it is sent again for some seconds. */
  private Future<?> datagram() {
    var socket = vertx.createDatagramSocket();
    Promise<Object> answered = Promise.promise();
    return socket
        .listen(0, "127.0.0.1")
        .compose(
            open -> {
              open.handler(packet -> answered.tryComplete());
              open.send("ping", ports.udp(), "127.0.0.1");
              long timer =
                  vertx.setPeriodic(
                      TimeUnit.SECONDS.toMillis(2),
                      tick -> open.send("ping", ports.udp(), "127.0.0.1"));
              return answered.future().onComplete(done -> vertx.cancelTimer(timer));
            })
        .onComplete(done -> socket.close());
  }
}
