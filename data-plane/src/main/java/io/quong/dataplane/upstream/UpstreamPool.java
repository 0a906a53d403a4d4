package io.quong.dataplane.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollEventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.http.ClientCodec;
import io.quong.dataplane.http.Http1ClientCodec;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.http.TimeoutWheel;
import io.quong.dataplane.http2.Http2ClientCodec;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** The upstream connections of one event loop; newest first. Touched only on its loop. */
public final class UpstreamPool {
  private final EventLoop loop;
  private final HttpLimits limits;
  private final KeepAlive keepAlive;
  private final Map<PoolKey, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();

  public UpstreamPool(EventLoop loop, HttpLimits limits, KeepAlive keepAlive) {
    this.loop = loop;
    this.limits = limits;
    this.keepAlive = keepAlive;
  }

  /** Who waits for a connection; called on the loop, perhaps before {@link #acquire} returns. */
  public interface Waiter extends UpstreamListener {
    void connected(UpstreamConnection connection);

    /** With {@code CONNECT_FAILED} or {@code CONNECT_TIMEOUT}. */
    void notConnected(ProxyError error);
  }

  /** An idle connection, or a new one. */
  public void acquire(PoolKey key, int connectTimeoutMillis, Waiter waiter) {
    ArrayDeque<UpstreamConnection> connections = idle.get(key);
    while (connections != null && !connections.isEmpty()) {
      UpstreamConnection newest = connections.pop();
      if (newest.usable()) {
        newest.begin(waiter);
        waiter.connected(newest);
        return;
      }
      newest.abort();
    }
    connect(key, connectTimeoutMillis, waiter);
  }

  private void connect(PoolKey key, int timeout, Waiter waiter) {
    ClientCodec codec =
        key.http2() ? new Http2ClientCodec(key.tls() != null) : new Http1ClientCodec(limits);
    UpstreamConnection connection = new UpstreamConnection(this, key, codec, TimeoutWheel.of(loop));
    new Bootstrap()
        .group(loop)
        .channel(loop instanceof EpollEventLoop ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeout)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (key.tls() != null) {
                  TlsClient tls = key.tls();
                  channel
                      .pipeline()
                      .addLast(
                          ClientTls.handler(
                              tls.context(),
                              channel,
                              key.address(),
                              key.serverName(),
                              tls.verify(),
                              timeout,
                              key.http2()));
                }
                if (key.http2()) {
                  channel.pipeline().addLast(Http2ClientCodec.frames(limits));
                }
                channel.pipeline().addLast(codec, connection);
              }
            })
        .connect(key.address())
        .addListener(
            (io.netty.channel.ChannelFuture done) -> {
              if (!done.isSuccess()) {
                waiter.notConnected(failure(done.cause()));
              } else if (key.tls() == null) {
                connection.begin(waiter);
                waiter.connected(connection);
              } else {
                awaitHandshake(done.channel(), connection, waiter);
              }
            });
  }

  private static void awaitHandshake(
      Channel channel, UpstreamConnection connection, Waiter waiter) {
    channel
        .pipeline()
        .get(SslHandler.class)
        .handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                connection.begin(waiter);
                waiter.connected(connection);
              } else {
                channel.close();
                waiter.notConnected(failure(done.cause()));
              }
            });
  }

  private static ProxyError failure(Throwable cause) {
    boolean late =
        cause instanceof ConnectTimeoutException
            || cause instanceof io.netty.handler.ssl.SslHandshakeTimeoutException;
    return late ? ProxyError.CONNECT_TIMEOUT : ProxyError.CONNECT_FAILED;
  }

  void giveBack(UpstreamConnection connection) {
    boolean worn = keepAlive.maxRequests() > 0 && connection.requests() >= keepAlive.maxRequests();
    if (worn || keepAlive.idleConnections() == 0) {
      connection.abort();
      return;
    }
    ArrayDeque<UpstreamConnection> connections =
        idle.computeIfAbsent(connection.key(), key -> new ArrayDeque<>());
    if (connections.size() >= keepAlive.idleConnections()) {
      connections.pollLast().abort();
    }
    connections.push(connection);
    connection.idle(keepAlive.idleMillis());
  }

  void forget(UpstreamConnection connection) {
    ArrayDeque<UpstreamConnection> connections = idle.get(connection.key());
    if (connections != null && connections.remove(connection) && connections.isEmpty()) {
      idle.remove(connection.key());
    }
  }

  /** Closes what is idle; connections in use close when they are given back. */
  public void close() {
    idle.values().forEach(connections -> connections.forEach(UpstreamConnection::abort));
    idle.clear();
  }
}
