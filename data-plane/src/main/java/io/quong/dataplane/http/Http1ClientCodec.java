package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/1.1 towards an upstream; see the package for what goes through it. Says whether the
 * connection may carry another request: only when the response was read to its end, the request was
 * written to its end, and nothing came behind.
 */
public final class Http1ClientCodec extends ChannelDuplexHandler implements ClientCodec {
  private enum Reading {
    /** Nothing is asked, so nothing may come. */
    IDLE,
    HEAD,
    BODY,
    /** After a fault, a 101, or the end of the connection. */
    ENDED
  }

  private static final byte[] VERSION = HeadEncoder.ascii(" HTTP/1.1\r\n");
  private static final int SWITCHING_PROTOCOLS = 101;

  private final ResponseParser parser;
  private final BodyReader body = new BodyReader();
  private final HeadEncoder encoder = new HeadEncoder();
  private final PipelinedBytes rest = new PipelinedBytes();

  private Reading reading = Reading.IDLE;
  private boolean toHead;
  private boolean requestEnded = true;
  private boolean persistent = true;
  private boolean switched;

  public Http1ClientCodec(HttpLimits limits) {
    this.parser = new ResponseParser(limits);
  }

  @Override
  public boolean reusable() {
    return reading == Reading.IDLE && requestEnded && persistent;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf in)) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      while (in.isReadable() && reading != Reading.ENDED && step(ctx, in)) {}
    } finally {
      leave(ctx, in);
    }
  }

  private void leave(ChannelHandlerContext ctx, ByteBuf in) {
    if (!in.isReadable()) {
      in.release();
    } else if (ctx.isRemoved()) {
      ctx.fireChannelRead(in);
    } else if (switched) {
      rest.add(ctx, in);
    } else {
      in.release();
    }
  }

  private boolean step(ChannelHandlerContext ctx, ByteBuf in) {
    return switch (reading) {
      case IDLE -> fault(ctx, UpstreamFault.SURPLUS_BYTES);
      case HEAD -> head(ctx, in);
      case BODY -> body(ctx, in);
      case ENDED -> false;
    };
  }

  private boolean head(ChannelHandlerContext ctx, ByteBuf in) {
    Object message = parser.parse(in, toHead);
    if (message instanceof UpstreamFault fault) {
      return fault(ctx, fault);
    }
    if (message == null) {
      return false;
    }
    ResponseHead head = (ResponseHead) message;
    persistent = head.keepAlive();
    body.begin(head.framing(), head.contentLength());
    if (head.status() == SWITCHING_PROTOCOLS) {
      switched = true;
      reading = Reading.ENDED;
      ctx.fireChannelRead(head);
      return false;
    }
    reading = Reading.BODY;
    if (head.framing() != Framing.NONE) {
      ctx.fireChannelRead(head);
      return true;
    }
    // The end is known with the head: what stands behind it must not be taken for an answer.
    end(in);
    ctx.fireChannelRead(head);
    ctx.fireChannelRead(BodyPart.END);
    return false;
  }

  private boolean body(ChannelHandlerContext ctx, ByteBuf in) {
    BodyPart part = body.next(in);
    if (body.bad()) {
      return fault(ctx, UpstreamFault.MALFORMED);
    }
    if (part == null) {
      return false;
    }
    if (part.last()) {
      end(in);
    }
    ctx.fireChannelRead(part);
    return !part.last();
  }

  /** The response is complete; bytes behind it make the connection useless. */
  private void end(ByteBuf in) {
    if (in.isReadable()) {
      persistent = false;
      in.skipBytes(in.readableBytes());
    }
    reading = persistent ? Reading.IDLE : Reading.ENDED;
  }

  private boolean fault(ChannelHandlerContext ctx, UpstreamFault fault) {
    reading = Reading.ENDED;
    persistent = false;
    ctx.fireChannelRead(fault);
    return false;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    persistent = false;
    rest.release();
    if (reading == Reading.HEAD) {
      fault(ctx, UpstreamFault.CLOSED_BEFORE_HEAD);
    } else if (reading == Reading.BODY) {
      if (body.framing() == Framing.CLOSE) {
        reading = Reading.ENDED;
        ctx.fireChannelRead(BodyPart.END);
      } else {
        fault(ctx, UpstreamFault.CLOSED_IN_BODY);
      }
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      ctx.fireExceptionCaught(cause);
      return;
    }
    // A reset or broken TLS is no end of a body, also where the end of the connection would be one.
    if (reading == Reading.HEAD) {
      fault(ctx, UpstreamFault.CLOSED_BEFORE_HEAD);
    } else if (reading == Reading.BODY) {
      fault(ctx, UpstreamFault.CLOSED_IN_BODY);
    }
    ctx.close();
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof BodyPart part) {
      requestEnded = part.last();
      encoder.write(ctx, part, promise);
    } else if (message instanceof RequestHead head) {
      writeHead(ctx, head);
      promise.trySuccess();
    } else {
      ctx.write(message, promise);
    }
  }

  private void writeHead(ChannelHandlerContext ctx, RequestHead head) {
    if (!reusable()) {
      throw new IllegalStateException("the connection is not ready for a request");
    }
    requestEnded = false;
    reading = Reading.HEAD;
    toHead = head.method().equals("HEAD");
    HeaderBlock headers = head.headers();
    headers.remove(HeaderName.TRANSFER_ENCODING);
    boolean chunked = head.framing() == Framing.CHUNKED;
    if (chunked) {
      headers.remove(HeaderName.CONTENT_LENGTH);
    }
    int startLine = head.method().length() + head.target().length() + VERSION.length + 1;
    ByteBuf out = HeadEncoder.buffer(ctx, headers, startLine);
    out.writeCharSequence(head.method(), StandardCharsets.ISO_8859_1);
    out.writeByte(' ');
    out.writeCharSequence(head.target(), StandardCharsets.ISO_8859_1);
    out.writeBytes(VERSION);
    headers.writeTo(out);
    if (chunked) {
      HeadEncoder.writeChunked(out);
    } else if (head.framing() == Framing.LENGTH && !headers.contains(HeaderName.CONTENT_LENGTH)) {
      HeadEncoder.writeLength(out, head.contentLength());
    }
    encoder.hold(out, chunked, false);
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    encoder.flushHeld(ctx);
    ctx.flush();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    encoder.flushHeld(ctx);
    rest.passOn(ctx);
  }
}
