package io.quong.dataplane.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection, with GOAWAY and ENHANCE_YOUR_CALM, whose client sends frames that cost more
 * than they are worth: resets, settings, pings, priorities, window updates, unknown frames and
 * empty ones. Each costs a part of an allowance that is made full again after a while, and that
 * requests and bodies add to, since honest clients send such frames with them.
 */
final class FloodGuard extends DecoratingHttp2ConnectionDecoder {
  /** Of the cheapest frames in a window. */
  static final int ALLOWANCE = 20_000;

  static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int SETTINGS_COST = 200;
  private static final int RESET_COST = 100;
  private static final int EMPTY_DATA_COST = 100;
  private static final int REQUEST_WORTH = 10;
  private static final int BYTES_WORTH_ONE = 512;

  private int allowance = ALLOWANCE;
  private long filled = System.nanoTime();

  FloodGuard(Http2ConnectionDecoder decoder) {
    super(decoder);
  }

  @Override
  public void frameListener(Http2FrameListener listener) {
    super.frameListener(listener == null ? null : new Guarded(listener));
  }

  /** Bytes went to the client, which is going to tell that it took them. */
  void sent(int bytes) {
    earn(1 + bytes / BYTES_WORTH_ONE);
  }

  private void earn(int worth) {
    allowance = Math.min(ALLOWANCE, allowance + worth);
  }

  private void spend(int cost) throws Http2Exception {
    allowance -= cost;
    if (allowance >= 0) {
      return;
    }
    long now = System.nanoTime();
    if (now - filled < WINDOW_NANOS) {
      throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "too many frames");
    }
    filled = now;
    allowance = ALLOWANCE - cost;
  }

  private final class Guarded extends Http2FrameListenerDecorator {
    Guarded(Http2FrameListener listener) {
      super(listener);
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean last)
        throws Http2Exception {
      if (data.isReadable()) {
        earn(data.readableBytes() / BYTES_WORTH_ONE);
      } else if (!last) {
        spend(EMPTY_DATA_COST);
      }
      return super.onDataRead(ctx, stream, data, padding, last);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding, boolean last)
        throws Http2Exception {
      earn(REQUEST_WORTH);
      super.onHeadersRead(ctx, stream, headers, padding, last);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext ctx,
        int stream,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean last)
        throws Http2Exception {
      earn(REQUEST_WORTH);
      super.onHeadersRead(ctx, stream, headers, dependency, weight, exclusive, padding, last);
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int stream, long code)
        throws Http2Exception {
      spend(RESET_COST + REQUEST_WORTH);
      super.onRstStreamRead(ctx, stream, code);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings)
        throws Http2Exception {
      spend(SETTINGS_COST);
      super.onSettingsRead(ctx, settings);
    }

    @Override
    public void onPingRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
      spend(1);
      super.onPingRead(ctx, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
      spend(1);
      super.onPingAckRead(ctx, data);
    }

    @Override
    public void onPriorityRead(
        ChannelHandlerContext ctx, int stream, int dependency, short weight, boolean exclusive)
        throws Http2Exception {
      spend(1);
      super.onPriorityRead(ctx, stream, dependency, weight, exclusive);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext ctx, int stream, int increment)
        throws Http2Exception {
      spend(1);
      super.onWindowUpdateRead(ctx, stream, increment);
    }

    @Override
    public void onUnknownFrame(
        ChannelHandlerContext ctx, byte type, int stream, Http2Flags flags, ByteBuf payload)
        throws Http2Exception {
      spend(1);
      super.onUnknownFrame(ctx, type, stream, flags, payload);
    }
  }
}
