package io.quong.dataplane.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2PromisedRequestVerifier;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * Builds Netty's frame codec of a server with our decoder of fields and our guard against floods.
 */
final class ServerFrames extends Http2FrameCodecBuilder {
  private static final int MAX_SMALL_CONTINUATIONS = 16;
  private static final int MAX_QUEUED_CONTROL_FRAMES = 10_000;
  private static final int MAX_RESETS_SENT = 200;
  private static final int RESET_WINDOW_SECONDS = 30;

  ServerFrames() {
    server(true);
    // Bad fields get an answer of ours: see Http2Fields.
    validateHeaders(false);
    encoderEnforceMaxQueuedControlFrames(MAX_QUEUED_CONTROL_FRAMES);
    encoderEnforceMaxRstFramesPerWindow(MAX_RESETS_SENT, RESET_WINDOW_SECONDS);
  }

  @Override
  protected Http2FrameCodec build(
      Http2ConnectionDecoder given, Http2ConnectionEncoder encoder, Http2Settings settings) {
    // Not only when the client has acknowledged our settings.
    encoder.connection().remote().maxActiveStreams((int) (long) settings.maxConcurrentStreams());
    // The one that Netty made has a decoder of fields that cannot be given to it.
    given.close();
    FloodGuard guard =
        new FloodGuard(
            new DefaultHttp2ConnectionDecoder(
                encoder.connection(),
                encoder,
                new DefaultHttp2FrameReader(
                    new RequestFieldsDecoder(settings.maxHeaderListSize()),
                    MAX_SMALL_CONTINUATIONS),
                Http2PromisedRequestVerifier.ALWAYS_VERIFY,
                true,
                true,
                false));
    return super.build(guard, new Counting(encoder, guard), settings);
  }

  private static final class Counting extends DecoratingHttp2ConnectionEncoder {
    private final FloodGuard guard;

    Counting(Http2ConnectionEncoder encoder, FloodGuard guard) {
      super(encoder);
      this.guard = guard;
    }

    @Override
    public ChannelFuture writeData(
        ChannelHandlerContext ctx,
        int stream,
        ByteBuf data,
        int padding,
        boolean last,
        ChannelPromise promise) {
      guard.sent(data.readableBytes());
      return super.writeData(ctx, stream, data, padding, last, promise);
    }
  }
}
