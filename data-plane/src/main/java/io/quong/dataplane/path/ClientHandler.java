package io.quong.dataplane.path;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Refused;
import io.quong.dataplane.http.RequestHead;
import org.jboss.logging.Logger;

/** The end of a client's pipeline, or of one of its HTTP/2 streams: one request after the other. */
final class ClientHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = Logger.getLogger(ClientHandler.class);

  private final LoopState loop;
  private RequestLifecycle request;

  ClientHandler(LoopState loop) {
    this.loop = loop;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof RequestHead head) {
      start(ctx, head).begin();
    } else if (message instanceof BodyPart part) {
      if (request == null) {
        part.release();
      } else {
        request.requestPart(part);
      }
    } else if (message instanceof Refused refused) {
      RequestLifecycle current =
          request == null || request.over() ? start(ctx, refused.head()) : request;
      current.refused(refused);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private RequestLifecycle start(ChannelHandlerContext ctx, RequestHead head) {
    request =
        new RequestLifecycle(
            new HttpExchange(loop, ctx.channel(), loop.runtime.acquire(), head), ctx.channel());
    return request;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (request != null) {
      request.flushUpstream();
    }
    ctx.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (request != null) {
      request.clientWritable(ctx.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (request != null) {
      request.clientGone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.warnf(cause, "a client's connection failed");
    ctx.close();
  }
}
