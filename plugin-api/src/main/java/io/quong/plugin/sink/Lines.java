package io.quong.plugin.sink;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Connections to one TCP address on which bytes are only sent, kept and used again. Safe for
 * threads.
 */
public final class Lines {
  /** As many as nginx keeps. */
  private static final int MOST_IDLE = 30;

  /** Beyond it the far side is so slow that waiting would only fill the memory. */
  private static final int MOST_UNDER_WAY = 1_000;

  private final Vertx vertx;
  private final Target target;
  private final NetClient client;
  private final ArrayDeque<Idle> idle = new ArrayDeque<>();
  private int underWay;
  private boolean closed;

  /**
   * @param tls whether TLS is spoken; the certificate is not verified, as in Kong
   * @param serverName for SNI; null for the host
   * @param timeout milliseconds, for connecting
   * @param keepAlive milliseconds that an idle connection is kept
   */
  public record Target(
      String host, int port, boolean tls, String serverName, long timeout, long keepAlive) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * The connections of all instances of a plugin, kept with {@link
   * io.quong.plugin.PluginContext#nodeWide}: what an instance has queued is sent after its end,
   * too.
   */
  public static final class Pools implements AutoCloseable {
    private final Vertx vertx;
    private final ConcurrentMap<Target, Lines> lines = new ConcurrentHashMap<>();

    public Pools(Vertx vertx) {
      this.vertx = vertx;
    }

    public Lines to(Target target) {
      return lines.computeIfAbsent(target, to -> new Lines(vertx, to));
    }

    @Override
    public void close() {
      lines.values().forEach(Lines::close);
    }
  }

  private record Idle(NetSocket socket, long timer) {}

  private Lines(Vertx vertx, Target target) {
    this.vertx = vertx;
    this.target = target;
    NetClientOptions options =
        new NetClientOptions()
            .setConnectTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, target.timeout)));
    if (target.tls) {
      options.setSsl(true).setTrustAll(true).setHostnameVerificationAlgorithm("");
    }
    this.client = vertx.createNetClient(options);
  }

  /** Sends the bytes, as they are; the message of a failure says at what it failed, as Kong's. */
  public Future<Void> send(Buffer bytes) {
    NetSocket kept;
    synchronized (this) {
      if (underWay >= MOST_UNDER_WAY) {
        return Future.failedFuture("too many entries wait for " + target);
      }
      underWay++;
      kept = take();
    }
    Future<NetSocket> socket =
        kept != null
            ? Future.succeededFuture(kept)
            : client
                .connect(target.port, target.host, target.serverName)
                .recover(
                    error ->
                        Future.failedFuture(
                            "failed to connect to " + target + ": " + error.getMessage()));
    return socket
        .compose(
            open ->
                open.write(bytes)
                    .onSuccess(sent -> keep(open))
                    .recover(
                        error ->
                            Future.failedFuture(
                                "failed to send data to " + target + ": " + error.getMessage())))
        .onComplete(done -> ended());
  }

  private synchronized void ended() {
    underWay--;
  }

  private NetSocket take() {
    Idle kept = idle.pollLast();
    if (kept == null) {
      return null;
    }
    vertx.cancelTimer(kept.timer);
    kept.socket.closeHandler(null);
    return kept.socket;
  }

  private void keep(NetSocket socket) {
    synchronized (this) {
      if (!closed && target.keepAlive > 0 && idle.size() < MOST_IDLE) {
        long timer = vertx.setTimer(target.keepAlive, over -> drop(socket));
        idle.addLast(new Idle(socket, timer));
        socket.closeHandler(gone -> drop(socket));
        return;
      }
    }
    socket.close();
  }

  private void drop(NetSocket socket) {
    synchronized (this) {
      idle.removeIf(
          kept -> {
            boolean found = kept.socket.equals(socket);
            if (found) {
              vertx.cancelTimer(kept.timer);
            }
            return found;
          });
    }
    socket.close();
  }

  private void close() {
    synchronized (this) {
      closed = true;
      idle.forEach(kept -> vertx.cancelTimer(kept.timer));
      idle.clear();
    }
    client.close();
  }
}
