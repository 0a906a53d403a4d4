package io.quong.dataplane.path;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quong.dataplane.http.Http1ClientCodec;
import io.quong.dataplane.http.Http1ServerCodec;
import io.quong.dataplane.http.TimeoutWheel;
import io.quong.dataplane.upstream.UpstreamConnection;

/**
 * Bytes both ways after a 101, until either side ends or both are silent for too long; the slower
 * side holds the other back.
 */
final class Tunnel {
  private final Channel client;
  private final Channel upstream;
  private final long idleMillis;
  private final Runnable closed;
  private final TimeoutWheel wheel;
  private boolean over;

  private final TimeoutWheel.Timeout idle =
      new TimeoutWheel.Timeout() {
        @Override
        protected void expired() {
          client.close();
          upstream.close();
        }
      };

  private Tunnel(Channel client, Channel upstream, long idleMillis, Runnable closed) {
    this.client = client;
    this.upstream = upstream;
    this.idleMillis = idleMillis;
    this.closed = closed;
    this.wheel = TimeoutWheel.of(client.eventLoop());
  }

  /**
   * Takes HTTP out of both pipelines.
   *
   * @param idleMillis how long both sides may be silent: the service's {@code read_timeout}
   * @param closed told once, when either side ends
   */
  static void open(
      Channel client, UpstreamConnection connection, long idleMillis, Runnable closed) {
    Channel upstream = connection.channel();
    Tunnel tunnel = new Tunnel(client, upstream, idleMillis, closed);
    client.pipeline().replace(ClientHandler.class, null, tunnel.new Side(upstream));
    upstream.pipeline().replace(UpstreamConnection.class, null, tunnel.new Side(client));
    tunnel.alive();
    client.config().setAutoRead(true);
    upstream.config().setAutoRead(true);
    // The codecs hand on what they had read already.
    upstream.pipeline().remove(Http1ClientCodec.class);
    client.pipeline().remove(Http1ServerCodec.class);
    client.flush();
    upstream.flush();
  }

  private void alive() {
    wheel.arm(idle, idleMillis);
  }

  private void ended(Channel other) {
    wheel.disarm(idle);
    other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    if (!over) {
      over = true;
      closed.run();
    }
  }

  /** What one side sends goes to the other. */
  private final class Side extends ChannelInboundHandlerAdapter {
    private final Channel other;

    Side(Channel other) {
      this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      alive();
      other.write(message, other.voidPromise());
      if (!other.isWritable()) {
        other.flush();
        ctx.channel().config().setAutoRead(other.isWritable());
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      other.config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      ended(other);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
