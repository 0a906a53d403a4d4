package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/**
 * HTTP/1.1 towards a client; see the package for what goes through it. Whatever a client pipelines
 * waits here until the response before it is written; reading stops when too much waits.
 */
public final class Http1ServerCodec extends ChannelDuplexHandler {
  private enum Reading {
    HEAD,
    BODY,
    /** The request is complete, its response is not. */
    WAITING,
    /** Nothing more is read on this connection. */
    ENDED
  }

  private static final byte[] CONTINUE = HeadEncoder.ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final int SWITCHING_PROTOCOLS = 101;

  private final HttpLimits limits;
  private final RequestParser parser;
  private final BodyReader body = new BodyReader();
  private final ResponseEncoder encoder = new ResponseEncoder();
  private final PipelinedBytes pipelined = new PipelinedBytes();
  private final ClientTimeouts timeouts;
  private final boolean plainOnTlsPort;

  private ClientTimer timer;
  private ReceiveRate rate;
  private Reading reading = Reading.HEAD;
  private RequestHead request;
  private int requests;
  private boolean decoding;
  private boolean continued;
  private boolean responseEnded;
  private boolean closing;
  private boolean draining;

  /**
   * @param plainOnTlsPort whether every request is refused, since the client should speak TLS
   */
  public Http1ServerCodec(HttpLimits limits, ClientTimeouts timeouts, boolean plainOnTlsPort) {
    this.plainOnTlsPort = plainOnTlsPort;
    this.limits = limits;
    this.timeouts = timeouts;
    this.parser = new RequestParser(limits);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    timer = new ClientTimer(ctx, timeouts);
    rate = new ReceiveRate(ctx.channel(), timeouts);
    timer.head();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    timer.stop();
    rate.end();
    encoder.beforeFlush(ctx);
    // After a 101: what the client sent behind its request belongs to the other protocol.
    pipelined.passOn(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    timer.stop();
    rate.end();
    pipelined.release();
    reading = Reading.ENDED;
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf in)) {
      ctx.fireChannelRead(message);
      return;
    }
    rate.came(in.readableBytes());
    if (reading == Reading.ENDED) {
      in.release();
    } else if (decoding || reading == Reading.WAITING || !pipelined.isEmpty()) {
      pipelined.add(ctx, in);
    } else {
      decode(ctx, in);
    }
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    rate.asked();
    ctx.read();
  }

  private void decode(ChannelHandlerContext ctx, ByteBuf in) {
    decoding = true;
    try {
      while (!ctx.isRemoved() && step(ctx, in)) {}
    } finally {
      decoding = false;
      if (!in.isReadable() || reading == Reading.ENDED) {
        in.release();
      } else if (ctx.isRemoved()) {
        ctx.fireChannelRead(in);
      } else {
        pipelined.putBack(ctx, in);
      }
    }
  }

  private boolean step(ChannelHandlerContext ctx, ByteBuf in) {
    return switch (reading) {
      case HEAD -> head(ctx, in);
      case BODY -> body(ctx, in);
      case WAITING -> responseEnded && nextRequest(ctx);
      case ENDED -> false;
    };
  }

  private boolean head(ChannelHandlerContext ctx, ByteBuf in) {
    boolean started = parser.started();
    Object message = parser.parse(in);
    if (message == null) {
      if (!started && parser.started()) {
        timer.head();
      }
      return false;
    }
    requests++;
    responseEnded = false;
    continued = false;
    if (plainOnTlsPort && message instanceof RequestHead head) {
      message = new Refused(Refusal.PLAIN_HTTP_ON_TLS_PORT, head);
    }
    if (message instanceof Refused refused) {
      request = refused.head();
      endReading();
    } else {
      request = (RequestHead) message;
      body.begin(request.framing(), request.contentLength());
      reading = Reading.BODY;
      if (request.framing() != Framing.NONE) {
        timer.body();
        rate.begin();
      }
    }
    ctx.fireChannelRead(message);
    return true;
  }

  private boolean body(ChannelHandlerContext ctx, ByteBuf in) {
    BodyPart part = body.next(in);
    if (body.bad()) {
      return refuseRest(ctx, Refusal.BAD_REQUEST);
    }
    if (limits.body() > 0 && body.read() > limits.body()) {
      ReferenceCountUtil.release(part);
      return refuseRest(ctx, Refusal.PAYLOAD_TOO_LARGE);
    }
    if (part == null) {
      timer.body();
      return false;
    }
    if (part.last()) {
      reading = Reading.WAITING;
      timer.off();
      rate.end();
    }
    if (responseEnded) {
      part.release();
    } else {
      ctx.fireChannelRead(part);
    }
    return true;
  }

  private boolean refuseRest(ChannelHandlerContext ctx, Refusal refusal) {
    endReading();
    if (responseEnded) {
      close(ctx);
    } else {
      ctx.fireChannelRead(new Refused(refusal, request));
    }
    return false;
  }

  private void endReading() {
    reading = Reading.ENDED;
    timer.off();
    rate.end();
    pipelined.release();
  }

  /** Gets ready for the next request; false when there is to be none. */
  private boolean nextRequest(ChannelHandlerContext ctx) {
    request = null;
    if (draining) {
      endReading();
      close(ctx);
      return false;
    }
    reading = Reading.HEAD;
    timer.idle();
    return true;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (request == null && (message instanceof BodyPart || message instanceof ResponseHead)) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new IllegalStateException("there is no request to answer"));
    } else if (message instanceof BodyPart part) {
      writePart(ctx, part, promise);
    } else if (message instanceof ResponseHead head) {
      writeHead(ctx, head);
      promise.trySuccess();
    } else if (message == Interim.CONTINUE) {
      continued = true;
      ctx.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), promise);
    } else {
      ctx.write(message, promise);
    }
  }

  private void writeHead(ChannelHandlerContext ctx, ResponseHead head) {
    closing =
        !head.keepAlive()
            || !request.keepAlive()
            || draining
            || reading == Reading.ENDED
            || requests >= timeouts.keepaliveRequests()
            || (request.expectContinue() && !continued && reading == Reading.BODY)
            || ResponseEncoder.endsByClose(request, head);
    encoder.head(ctx, request, head, closing);
    if (head.status() == SWITCHING_PROTOCOLS) {
      // The end of the request is the end of HTTP here: no time-out, no close behind it.
      closing = false;
      timer.off();
    }
  }

  private void writePart(ChannelHandlerContext ctx, BodyPart part, ChannelPromise promise) {
    if (!part.last()) {
      encoder.part(ctx, part, promise);
      return;
    }
    responseEnded = true;
    boolean last = closing || reading == Reading.ENDED;
    ChannelPromise written = last ? promise.unvoid() : promise;
    encoder.part(ctx, part, written);
    if (last) {
      closeAfter(ctx, written);
    } else if (reading == Reading.WAITING && !decoding) {
      if (nextRequest(ctx) && !pipelined.isEmpty()) {
        // Not from within the caller's write: it is not done with the request before.
        ctx.executor().execute(() -> decodeWaiting(ctx));
      }
    }
  }

  private void decodeWaiting(ChannelHandlerContext ctx) {
    while (reading == Reading.HEAD || reading == Reading.BODY) {
      ByteBuf in = ctx.isRemoved() ? null : pipelined.take(ctx);
      if (in == null) {
        break;
      }
      decode(ctx, in);
    }
    ctx.fireChannelReadComplete();
  }

  /**
   * Closes when the response is out; bytes that nobody read would otherwise reset it on its way.
   */
  private void closeAfter(ChannelHandlerContext ctx, ChannelPromise promise) {
    boolean unread = reading != Reading.WAITING || !pipelined.isEmpty();
    endReading();
    timer.finishing();
    promise.addListener(
        written -> {
          if (unread && written.isSuccess()) {
            timer.linger();
          } else {
            ctx.close();
          }
        });
  }

  private static void close(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || cause instanceof DecoderException) {
      // The client reset the connection or its TLS is broken: channelInactive tells all who need to
      // know.
      ctx.close();
    } else {
      ctx.fireExceptionCaught(cause);
    }
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    encoder.beforeFlush(ctx);
    ctx.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    timer.writable(ctx.channel().isWritable());
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ConnectionEvent.DRAIN) {
      draining = true;
      if (reading == Reading.HEAD && !parser.started() && pipelined.isEmpty()) {
        endReading();
        close(ctx);
      }
    }
    ctx.fireUserEventTriggered(event);
  }
}
