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
import io.quong.plugin.Passport;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLSession;

/**
 * The life of a TCP or TLS stream: route, TLS, preread, balance, bytes both ways, log. Stands last
 * in the client's pipeline until the bytes flow; those that come before are kept.
 */
final class TcpStream extends ChannelInboundHandlerAdapter
    implements StreamPhases.Ended, StreamCall.Owner {
  private final StreamExchange exchange;
  private final Channel client;
  private final StreamPhases phases;
  private final Deque<ByteBuf> early = new ArrayDeque<>();
  private String serverName;
  private Runnable passes;
  private StreamCall call;
  private Tunnel tunnel;
  private boolean over;

  TcpStream(StreamExchange exchange, Channel client) {
    this.exchange = exchange;
    this.client = client;
    this.phases = new StreamPhases(exchange, this);
  }

  /** A plain connection. */
  void begin() {
    client.config().setAutoRead(false);
    if (exchange.route(null)) {
      phases.preread();
    } else {
      end(StreamExchange.REFUSED);
    }
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
    exchange.run = io.quong.dataplane.path.ChainRun.NONE;
    end(StreamExchange.REFUSED);
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
    phases.preread();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        secured(ctx.pipeline().get(SslHandler.class).engine().getSession());
      } else {
        end(StreamExchange.REFUSED);
      }
    }
  }

  private void secured(SSLSession session) {
    client.config().setAutoRead(false);
    exchange.connection =
        exchange.connection.withTls(
            new ConnectionInfo.Tls(serverName, session.getProtocol(), session.getCipherSuite()));
    phases.preread();
  }

  @Override
  public void prereadEnded(boolean refused) {
    if (over) {
      return;
    }
    if (refused) {
      end(StreamExchange.REFUSED);
    } else if (exchange.service() == null) {
      end(StreamExchange.UNAVAILABLE);
    } else {
      call = new StreamCall(exchange, this);
      call.start();
    }
  }

  @Override
  public void notConnected(int status) {
    if (!over) {
      end(status);
    }
  }

  @Override
  public void connected(Channel upstream, StreamCall.Idle handler) {
    if (over || !client.isActive()) {
      upstream.close();
      end(StreamExchange.DONE);
      return;
    }
    tunnel =
        Tunnel.open(
            client,
            this,
            upstream,
            handler,
            StreamCall.idleMillis(exchange.service()),
            () -> end(StreamExchange.DONE));
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
    if (over) {
      ReferenceCountUtil.release(message);
    } else {
      early.add((ByteBuf) message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(StreamExchange.DONE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Broken TLS or a reset: there is nobody to tell.
    ctx.close();
  }

  private void end(int status) {
    if (over) {
      return;
    }
    over = true;
    phases.cancel();
    if (call != null) {
      call.end();
    }
    early.forEach(ByteBuf::release);
    early.clear();
    exchange.status = status;
    if (tunnel != null) {
      exchange.fromClient += tunnel.fromClient();
      exchange.fromUpstream = tunnel.fromUpstream();
    } else {
      client.close();
    }
    exchange.passport.mark(Passport.State.END);
    try {
      exchange.run.log(exchange);
      exchange.loop.accessLog().log(exchange);
    } finally {
      exchange.lease.release();
    }
  }
}
