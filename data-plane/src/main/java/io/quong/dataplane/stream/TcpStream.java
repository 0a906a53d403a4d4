package io.quong.dataplane.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.path.Tunnel;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLSession;

/**
 * The life of a TCP or TLS stream: route, TLS, preread, balance, bytes both ways, log. Stands last
 * in the client's pipeline until the bytes flow; those that come before are kept.
 */
final class TcpStream extends ChannelInboundHandlerAdapter implements StreamLife.Transport {
  private final StreamExchange exchange;
  private final Channel client;
  private final StreamLife life;
  private final Deque<ByteBuf> early = new ArrayDeque<>();
  private String serverName;
  private Runnable passes;
  private Tunnel tunnel;

  TcpStream(StreamExchange exchange, Channel client) {
    this.exchange = exchange;
    this.client = client;
    this.life = new StreamLife(exchange, this);
  }

  /** A plain connection. */
  void begin() {
    client.config().setAutoRead(false);
    life.begin();
  }

  /**
   * A client hello has come: whether a route takes it. If none does the connection is closed before
   * the handshake, and no plugin hears of it, as in Kong.
   */
  boolean route(String name) {
    serverName = name;
    if (exchange.route(name)) {
      return true;
    }
    exchange.withoutPlugins();
    life.end(StreamExchange.REFUSED);
    return false;
  }

  boolean passesTls() {
    return exchange.match.passesTls();
  }

  /**
   * Goes on with TLS as it is.
   *
   * @param whenConnected lets the hello that was looked at go on its way
   */
  void pass(Runnable whenConnected) {
    passes = whenConnected;
    life.preread();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        secured(ctx.pipeline().get(SslHandler.class).engine().getSession());
      } else {
        life.end(StreamExchange.REFUSED);
      }
    }
  }

  private void secured(SSLSession session) {
    client.config().setAutoRead(false);
    exchange.connection =
        exchange.connection.withTls(
            new ConnectionInfo.Tls(serverName, session.getProtocol(), session.getCipherSuite()));
    life.preread();
  }

  @Override
  public void connected(Channel upstream, StreamCall.Idle handler) {
    if (life.over() || !client.isActive()) {
      upstream.close();
      life.end(StreamExchange.DONE);
      return;
    }
    tunnel =
        Tunnel.open(
            client,
            this,
            upstream,
            handler,
            StreamCall.idleMillis(exchange.service()),
            () -> life.end(StreamExchange.DONE));
    long kept = 0;
    while (!early.isEmpty()) {
      kept += early.peek().readableBytes();
      upstream.write(early.poll());
    }
    exchange.fromClient = kept;
    if (passes != null) {
      passes.run();
    }
    upstream.flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (life.over()) {
      ReferenceCountUtil.release(message);
    } else {
      early.add((ByteBuf) message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    life.end(StreamExchange.DONE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Broken TLS or a reset: there is nobody to tell.
    ctx.close();
  }

  @Override
  public void ended() {
    early.forEach(ByteBuf::release);
    early.clear();
    if (tunnel != null) {
      exchange.fromClient += tunnel.fromClient();
      exchange.fromUpstream = tunnel.fromUpstream();
    } else {
      client.close();
    }
  }
}
