package io.quong.dataplane.path;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quong.dataplane.http.Http1ClientCodec;
import io.quong.dataplane.http.Http1ServerCodec;
import io.quong.dataplane.upstream.UpstreamConnection;

/** Bytes both ways after a 101, until either side ends; the slower side holds the other back. */
final class Tunnel extends ChannelInboundHandlerAdapter {
  private final Channel other;
  private final Runnable closed;

  private Tunnel(Channel other, Runnable closed) {
    this.other = other;
    this.closed = closed;
  }

  /** Takes HTTP out of both pipelines; {@code closed} is told once, when the client's side ends. */
  static void open(Channel client, Channel upstream, Runnable closed) {
    client.pipeline().replace(ClientHandler.class, null, new Tunnel(upstream, closed));
    upstream.pipeline().replace(UpstreamConnection.class, null, new Tunnel(client, () -> {}));
    client.config().setAutoRead(true);
    upstream.config().setAutoRead(true);
    upstream.pipeline().remove(Http1ClientCodec.class);
    client.pipeline().remove(Http1ServerCodec.class);
    client.flush();
    upstream.flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
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
    other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    closed.run();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
