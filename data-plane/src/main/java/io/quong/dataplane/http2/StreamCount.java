package io.quong.dataplane.http2;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.quong.dataplane.http.ClientTimeouts;
import io.quong.dataplane.http.ConnectionEvent;
import io.quong.dataplane.http.TimeoutWheel;

/**
 * Counts the streams of a connection: it ends when it had none for the idle time, when it carried
 * as many requests as it may, and when its listener closes; with GOAWAY, and after its last stream.
 */
final class StreamCount extends ChannelInboundHandlerAdapter {
  private final ClientTimeouts timeouts;
  private final TimeoutWheel.Timeout idle =
      new TimeoutWheel.Timeout() {
        @Override
        protected void expired() {
          context.close();
        }
      };

  private ChannelHandlerContext context;
  private TimeoutWheel wheel;
  private int open;
  private int requests;

  StreamCount(ClientTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    wheel = TimeoutWheel.of(ctx.channel().eventLoop());
    wheel.arm(idle, timeouts.idle());
  }

  void opened(Channel stream) {
    open++;
    wheel.disarm(idle);
    stream.closeFuture().addListener(closed -> closed());
    if (++requests == timeouts.keepaliveRequests()) {
      // Netty's codec sends GOAWAY and closes behind the last stream.
      context.close();
    }
  }

  private void closed() {
    if (--open == 0 && context.channel().isActive()) {
      wheel.arm(idle, timeouts.idle());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    wheel.disarm(idle);
    ctx.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ConnectionEvent.DRAIN) {
      ctx.close();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Faults of the protocol are answered with GOAWAY by Netty's codec once this has returned.
    if (!(cause instanceof Http2Exception)) {
      ctx.close();
    }
  }
}
