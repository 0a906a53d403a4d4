package io.quong.dataplane.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.ClientCodec;
import io.quong.dataplane.http.Framing;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.Http2Fields;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.http.HttpVersion;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.http.ResponseHead;
import io.quong.dataplane.http.UpstreamFault;

/** HTTP/2 to an upstream, for gRPC: one stream at a time, its trailers kept. */
public final class Http2ClientCodec extends Http2ChannelDuplexHandler implements ClientCodec {
  private static final int WINDOW = 256 * 1024;
  private static final AsciiString HOST = AsciiString.cached("host");
  private static final AsciiString HTTP = AsciiString.cached("http");
  private static final AsciiString HTTPS = AsciiString.cached("https");

  private final boolean tls;
  private Http2FrameStream stream;
  private boolean requestEnded = true;
  private boolean headRead;
  private boolean leaving;

  /**
   * @param tls whether the connection is secured
   */
  public Http2ClientCodec(boolean tls) {
    this.tls = tls;
  }

  /** Netty's frames, which go before this codec. */
  public static Http2FrameCodec frames(HttpLimits limits) {
    return Http2FrameCodecBuilder.forClient()
        .initialSettings(
            Http2Settings.defaultSettings()
                .initialWindowSize(WINDOW)
                .maxHeaderListSize(limits.responseHead())
                .pushEnabled(false))
        .build();
  }

  @Override
  public boolean reusable() {
    return stream == null && requestEnded && !leaving;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof RequestHead head) {
      stream = newStream();
      headRead = false;
      requestEnded = head.framing() == Framing.NONE;
      ctx.write(
          new DefaultHttp2HeadersFrame(fields(head), requestEnded).stream(stream),
          ctx.newPromise());
    } else if (message instanceof BodyPart part) {
      if (requestEnded || stream == null) {
        part.release();
        return;
      }
      requestEnded = part.last();
      ctx.write(
          new DefaultHttp2DataFrame(part.content(), requestEnded).stream(stream), ctx.newPromise());
    } else {
      ctx.write(message, promise);
    }
  }

  private Http2Headers fields(RequestHead head) {
    HeaderBlock headers = head.headers();
    Http2Headers fields = new DefaultHttp2Headers(false, headers.size() + 4);
    fields.method(AsciiString.of(head.method()));
    fields.scheme(tls ? HTTPS : HTTP);
    fields.authority(AsciiString.of(headers.get(HOST)));
    fields.path(AsciiString.of(head.target()));
    ResponseFields.copy(headers, fields);
    fields.remove(HOST);
    return fields;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof Http2GoAwayFrame) {
      leaving = true;
      ReferenceCountUtil.release(message);
    } else if (!(message instanceof Http2StreamFrame frame)
        || stream == null
        || !stream.equals(frame.stream())) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof Http2HeadersFrame headers) {
      headers(ctx, headers);
    } else if (message instanceof Http2DataFrame data) {
      data(ctx, data);
    } else if (message instanceof Http2ResetFrame) {
      broken(ctx);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void headers(ChannelHandlerContext ctx, Http2HeadersFrame frame) {
    if (headRead) {
      if (frame.isEndStream()) {
        end(ctx, new BodyPart(ctx.alloc().buffer(0), true, Http2Fields.trailers(frame.headers())));
      }
      return;
    }
    int status = status(frame.headers().status());
    if (status < 0) {
      ctx.fireChannelRead(UpstreamFault.MALFORMED);
    } else if (status >= 200) {
      headRead = true;
      boolean whole = frame.isEndStream();
      ctx.fireChannelRead(
          new ResponseHead(
              status,
              "",
              HttpVersion.HTTP_2,
              Http2Fields.trailers(frame.headers()),
              whole ? Framing.NONE : Framing.CHUNKED,
              -1,
              true,
              0));
      if (whole) {
        end(ctx, BodyPart.END);
      }
    }
  }

  private static int status(CharSequence text) {
    if (text == null || text.length() != 3) {
      return -1;
    }
    int status = 0;
    for (int i = 0; i < 3; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      status = status * 10 + digit - '0';
    }
    return status;
  }

  private void data(ChannelHandlerContext ctx, Http2DataFrame frame) {
    // The upstream gets its credit back as the connection is read, which the client's pace decides.
    ctx.write(
        new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes()).stream(stream),
        ctx.newPromise());
    ByteBuf content = frame.content();
    if (frame.isEndStream()) {
      end(ctx, BodyPart.last(content));
    } else {
      ctx.fireChannelRead(BodyPart.of(content));
    }
  }

  private void end(ChannelHandlerContext ctx, BodyPart last) {
    stream = null;
    ctx.fireChannelRead(last);
  }

  private void broken(ChannelHandlerContext ctx) {
    stream = null;
    leaving = true;
    ctx.fireChannelRead(headRead ? UpstreamFault.CLOSED_IN_BODY : UpstreamFault.CLOSED_BEFORE_HEAD);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof Http2FrameStreamException && stream != null) {
      broken(ctx);
    } else {
      ctx.fireExceptionCaught(cause);
    }
  }
}
