package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
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
public final class Tunnel {
  private final Channel client;
  private final Channel upstream;
  private final long idleMillis;
  private final Runnable closed;
  private final TimeoutWheel wheel;
  private boolean over;
  private long fromClient;
  private long fromUpstream;

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
    tunnel.join(
        client.pipeline().get(ClientHandler.class),
        upstream.pipeline().get(UpstreamConnection.class));
    // The codecs hand on what they had read already.
    upstream.pipeline().remove(Http1ClientCodec.class);
    client.pipeline().remove(Http1ServerCodec.class);
    client.flush();
    upstream.flush();
  }

  /**
   * Between channels that carry bytes already.
   *
   * @param fromClient the last handler of the client's pipeline; the tunnel takes its place
   * @param fromUpstream the same of the upstream's
   */
  public static Tunnel open(
      Channel client,
      ChannelHandler fromClient,
      Channel upstream,
      ChannelHandler fromUpstream,
      long idleMillis,
      Runnable closed) {
    Tunnel tunnel = new Tunnel(client, upstream, idleMillis, closed);
    tunnel.join(fromClient, fromUpstream);
    return tunnel;
  }

  private void join(ChannelHandler ofClient, ChannelHandler ofUpstream) {
    client.pipeline().replace(ofClient, null, new Side(upstream));
    upstream.pipeline().replace(ofUpstream, null, new Side(client));
    alive();
    client.config().setAutoRead(true);
    upstream.config().setAutoRead(true);
  }

  /** Bytes that the client sent. */
  public long fromClient() {
    return fromClient;
  }

  /** Bytes that the upstream sent. */
  public long fromUpstream() {
    return fromUpstream;
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
      count(((ByteBuf) message).readableBytes());
      other.write(message, other.voidPromise());
      if (!other.isWritable()) {
        other.flush();
        ctx.channel().config().setAutoRead(other.isWritable());
      }
    }

    private void count(int bytes) {
      if (other == upstream) {
        fromClient += bytes;
      } else {
        fromUpstream += bytes;
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
