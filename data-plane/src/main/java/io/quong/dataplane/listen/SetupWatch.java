package io.quong.dataplane.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quong.dataplane.http.ConnectionEvent;
import io.quong.dataplane.http.TimeoutWheel;

/**
 * Stands last while a connection is not yet HTTP: closes it when the client takes too long, sends
 * something broken, or the listener closes.
 */
public final class SetupWatch extends ChannelInboundHandlerAdapter {
  private final long timeoutMillis;
  private final TimeoutWheel.Timeout timeout =
      new TimeoutWheel.Timeout() {
        @Override
        protected void expired() {
          context.close();
        }
      };
  private ChannelHandlerContext context;

  public SetupWatch(long timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    TimeoutWheel.of(ctx.channel().eventLoop()).arm(timeout, timeoutMillis);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    TimeoutWheel.of(ctx.channel().eventLoop()).disarm(timeout);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    TimeoutWheel.of(ctx.channel().eventLoop()).disarm(timeout);
    ctx.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ConnectionEvent.DRAIN) {
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Broken TLS or PROXY headers: there is no protocol yet to answer in.
    ctx.close();
  }
}
