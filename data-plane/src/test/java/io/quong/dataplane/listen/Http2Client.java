package io.quong.dataplane.listen;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** HTTP/2 with prior knowledge that sends any fields whatever, also bad ones. */
final class Http2Client implements AutoCloseable {
  private final EventLoopGroup group = new EpollEventLoopGroup(1);
  final Channel connection;

  Http2Client(InetSocketAddress address) {
    connection =
        new Bootstrap()
            .group(group)
            .channel(EpollSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forClient()
                                .validateHeaders(false)
                                .initialSettings(Http2Settings.defaultSettings())
                                .build(),
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                  }
                })
            .connect(address)
            .syncUninterruptibly()
            .channel();
  }

  static Http2Headers fields(String... namesAndValues) {
    Http2Headers fields = new DefaultHttp2Headers(false);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /** A stream of its own: the answer as {@code status fields body}, or how the stream ended. */
  CompletableFuture<String> send(Http2Headers fields, String... data) {
    Answer answer = new Answer();
    Http2StreamChannel stream =
        new Http2StreamChannelBootstrap(connection)
            .handler(answer)
            .open()
            .syncUninterruptibly()
            .getNow();
    stream.writeAndFlush(new DefaultHttp2HeadersFrame(fields, data.length == 0));
    for (int i = 0; i < data.length; i++) {
      stream.writeAndFlush(
          new DefaultHttp2DataFrame(
              Unpooled.copiedBuffer(data[i], StandardCharsets.ISO_8859_1), i == data.length - 1));
    }
    return answer.done.orTimeout(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    connection.close().syncUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static final class Answer extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<String> done = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      boolean end = false;
      if (message instanceof Http2HeadersFrame frame) {
        text.append(frame.headers().status());
        frame
            .headers()
            .forEach(
                field -> {
                  if (field.getKey().charAt(0) != ':') {
                    text.append(' ').append(field.getKey()).append('=').append(field.getValue());
                  }
                });
        text.append(' ');
        end = frame.isEndStream();
      } else if (message instanceof Http2DataFrame frame) {
        text.append(frame.content().toString(StandardCharsets.ISO_8859_1));
        end = frame.isEndStream();
      }
      ReferenceCountUtil.release(message);
      if (end) {
        done.complete(text.toString().strip());
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof Http2ResetFrame reset) {
        done.complete(text + "reset " + reset.errorCode());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      done.complete(text + "closed");
    }
  }
}
