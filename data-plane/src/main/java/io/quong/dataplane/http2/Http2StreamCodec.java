package io.quong.dataplane.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.ClientTimeouts;
import io.quong.dataplane.http.Http2Fields;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.http.Interim;
import io.quong.dataplane.http.ReceiveRate;
import io.quong.dataplane.http.Refusal;
import io.quong.dataplane.http.Refused;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.http.ResponseHead;
import io.quong.dataplane.http.SendTimeout;
import io.quong.dataplane.http.TimeoutWheel;

/**
 * One stream: frames to the heads and parts of {@link io.quong.dataplane.http} and back. Netty
 * gives a client new credit as the stream's channel is read, so that {@code autoRead} is the
 * back-pressure.
 */
final class Http2StreamCodec extends ChannelDuplexHandler {
  private final HttpLimits limits;
  private final ClientTimeouts timeouts;
  private final BodyTimeout timeout = new BodyTimeout();

  private ChannelHandlerContext context;
  private TimeoutWheel wheel;
  private ReceiveRate rate;
  private SendTimeout sending;
  private RequestHead request;
  private long bodyRead;
  private boolean requestEnded;
  private boolean refused;
  private Http2Headers heldHead;
  private boolean bodyless;
  private boolean responseEnded;

  Http2StreamCodec(HttpLimits limits, ClientTimeouts timeouts) {
    this.limits = limits;
    this.timeouts = timeouts;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    wheel = TimeoutWheel.of(ctx.channel().eventLoop());
    rate = new ReceiveRate(ctx.channel(), timeouts);
    sending = new ResponseTimeout(ctx.channel(), timeouts);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    receivedAll();
    sending.stop();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    receivedAll();
    sending.stop();
    ctx.fireChannelInactive();
  }

  /** Nothing more is waited for from the client. */
  private void receivedAll() {
    wheel.disarm(timeout);
    rate.end();
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    rate.asked();
    ctx.read();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    sending.writable(ctx.channel().isWritable());
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof Http2HeadersFrame frame) {
      if (request == null) {
        head(ctx, frame);
      } else if (frame.isEndStream()) {
        end(ctx, new BodyPart(ctx.alloc().buffer(0), true, Http2Fields.trailers(frame.headers())));
      }
    } else if (message instanceof Http2DataFrame frame) {
      data(ctx, frame);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void head(ChannelHandlerContext ctx, Http2HeadersFrame frame) {
    Object head = Http2Fields.request(frame.headers(), frame.isEndStream(), limits);
    requestEnded = frame.isEndStream();
    if (head instanceof Refused refusal) {
      request = refusal.head();
      refused = true;
      ctx.fireChannelRead(head);
      return;
    }
    request = (RequestHead) head;
    ctx.fireChannelRead(head);
    if (requestEnded) {
      ctx.fireChannelRead(BodyPart.END);
    } else {
      wheel.arm(timeout, timeouts.body());
      rate.begin();
    }
  }

  private void data(ChannelHandlerContext ctx, Http2DataFrame frame) {
    ByteBuf content = frame.content();
    bodyRead += content.readableBytes();
    rate.came(content.readableBytes());
    boolean tooMuch = limits.body() > 0 && bodyRead > limits.body();
    long length = request == null ? -1 : request.contentLength();
    if (request == null || refused) {
      frame.release();
    } else if (tooMuch || (length >= 0 && bodyRead > length)) {
      frame.release();
      refuse(ctx, tooMuch ? Refusal.PAYLOAD_TOO_LARGE : Refusal.BAD_REQUEST);
    } else if (frame.isEndStream()) {
      end(ctx, BodyPart.last(content));
    } else {
      wheel.arm(timeout, timeouts.body());
      emit(ctx, BodyPart.of(content));
    }
  }

  private void end(ChannelHandlerContext ctx, BodyPart last) {
    requestEnded = true;
    receivedAll();
    if (refused) {
      last.release();
    } else if (request.contentLength() >= 0 && bodyRead != request.contentLength()) {
      last.release();
      refuse(ctx, Refusal.BAD_REQUEST);
    } else {
      emit(ctx, last);
    }
  }

  private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
    refused = true;
    receivedAll();
    if (!responseEnded) {
      ctx.fireChannelRead(new Refused(refusal, request));
    }
  }

  private void emit(ChannelHandlerContext ctx, BodyPart part) {
    if (responseEnded) {
      part.release();
    } else {
      ctx.fireChannelRead(part);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof ResponseHead head) {
      heldHead = ResponseFields.of(request, head);
      bodyless = ResponseFields.bodyless(request, head.status());
      promise.trySuccess();
    } else if (message instanceof BodyPart part) {
      part(ctx, part, promise);
    } else if (message == Interim.CONTINUE) {
      // nginx sends none on HTTP/2: a stream has credit for its first bytes anyway.
      promise.trySuccess();
    } else {
      ctx.write(message, promise);
    }
  }

  private void part(ChannelHandlerContext ctx, BodyPart part, ChannelPromise given) {
    ChannelPromise promise = part.last() ? lastPromise(ctx, given) : given;
    boolean trailers = part.last() && part.trailers() != null && part.trailers().size() > 0;
    boolean empty = bodyless || !part.content().isReadable();
    boolean ends = part.last() && !trailers;
    if (heldHead != null && (!empty || part.last())) {
      boolean headEnds = empty && ends;
      writeHead(ctx, headEnds, headEnds ? promise : ctx.newPromise());
      if (headEnds) {
        part.release();
        ended();
        return;
      }
    }
    if (empty) {
      part.release();
      if (ends) {
        ctx.write(new DefaultHttp2DataFrame(true), promise);
      } else if (!trailers) {
        promise.trySuccess();
      }
    } else {
      ctx.write(
          new DefaultHttp2DataFrame(part.content(), ends), trailers ? ctx.newPromise() : promise);
    }
    if (trailers) {
      ctx.write(
          new DefaultHttp2HeadersFrame(ResponseFields.trailers(part.trailers()), true), promise);
    }
    if (part.last()) {
      ended();
    }
  }

  private void writeHead(ChannelHandlerContext ctx, boolean ends, ChannelPromise promise) {
    ctx.write(new DefaultHttp2HeadersFrame(heldHead, ends), promise);
    heldHead = null;
  }

  /**
   * The rest of a request that is already answered is of no use; the client is told so, as nginx
   * does, but not before it has the answer: a reset overtakes what waits for credit.
   */
  private ChannelPromise lastPromise(ChannelHandlerContext ctx, ChannelPromise given) {
    if (requestEnded) {
      return given;
    }
    ChannelPromise written = given.unvoid();
    written.addListener(
        done -> {
          if (done.isSuccess() && !requestEnded) {
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
          }
        });
    return written;
  }

  private void ended() {
    responseEnded = true;
    receivedAll();
    sending.finishing();
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    if (heldHead != null) {
      writeHead(ctx, false, ctx.newPromise());
    }
    ctx.flush();
  }

  private final class ResponseTimeout extends SendTimeout {
    ResponseTimeout(Channel channel, ClientTimeouts timeouts) {
      super(channel, timeouts);
    }

    @Override
    protected void giveUp() {
      // Netty sends none of itself when all is written, though it waits for the client's credit.
      context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
      context.close();
    }
  }

  private final class BodyTimeout extends TimeoutWheel.Timeout {
    @Override
    protected void expired() {
      if (context.channel().config().isAutoRead()) {
        context.close();
      } else {
        wheel.arm(this, timeouts.body());
      }
    }
  }
}
