package io.quong.dataplane.http2;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.quong.dataplane.http.ClientTimeouts;
import io.quong.dataplane.http.HttpLimits;
import java.util.function.Consumer;

/** Sets a connection up for HTTP/2: Netty's frames and streams, our codec on each stream. */
public final class Http2Pipeline {
  private static final int STREAM_WINDOW = 256 * 1024;
  private static final int CONNECTION_WINDOW = 4 * 1024 * 1024;
  private static final int DEFAULT_WINDOW = 65_535;

  private final HttpLimits limits;
  private final ClientTimeouts timeouts;
  private final Consumer<Channel> streamHandlers;

  /**
   * @param streamHandlers adds the request's handler to a stream's channel, behind the codec
   */
  public Http2Pipeline(
      HttpLimits limits, ClientTimeouts timeouts, Consumer<Channel> streamHandlers) {
    this.limits = limits;
    this.timeouts = timeouts;
    this.streamHandlers = streamHandlers;
  }

  /** Adds the handlers at the end of a connection's pipeline. */
  public void addTo(ChannelPipeline pipeline) {
    StreamCount streams = new StreamCount(timeouts);
    Http2FrameCodec codec =
        new ServerFrames()
            .initialSettings(settings())
            .gracefulShutdownTimeoutMillis(timeouts.idle())
            .build();
    pipeline.addLast(codec);
    widen(codec);
    pipeline.addLast(new Http2MultiplexHandler(stream(streams)));
    pipeline.addLast(streams);
  }

  private Http2Settings settings() {
    return Http2Settings.defaultSettings()
        .maxConcurrentStreams(limits.streams())
        .initialWindowSize(STREAM_WINDOW)
        .maxHeaderListSize((long) (limits.bufferCount() + 1) * limits.bufferSize());
  }

  private static void widen(Http2FrameCodec codec) {
    try {
      Http2Stream connection = codec.connection().connectionStream();
      codec
          .connection()
          .local()
          .flowController()
          .incrementWindowSize(connection, CONNECTION_WINDOW - DEFAULT_WINDOW);
    } catch (Http2Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private ChannelHandler stream(StreamCount streams) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        streams.opened(channel);
        channel.pipeline().addLast(new Http2StreamCodec(limits, timeouts));
        streamHandlers.accept(channel);
      }
    };
  }
}
