package io.quong.dataplane.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.quong.dataplane.http.Http1ServerCodec;
import io.quong.dataplane.http2.Http2Pipeline;
import io.quong.settings.Listen;
import java.net.InetSocketAddress;

/**
 * Takes a connection from its first byte to its first request: PROXY header, TLS, then HTTP/1.1 or
 * HTTP/2. Each stage puts the next one behind itself and leaves.
 */
@Sharable
final class ConnectionSetup extends ChannelInitializer<Channel> {
  private static final String WATCH = "setup";

  private final Listen listen;
  private final Wire wire;
  private final ChannelGroup connections;
  private final Http2Pipeline http2;

  ConnectionSetup(Listen listen, Wire wire, ChannelGroup connections) {
    this.listen = listen;
    this.wire = wire;
    this.connections = connections;
    this.http2 = new Http2Pipeline(wire.limits(), wire.timeouts(), wire.requests());
  }

  Wire wire() {
    return wire;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (!wire.connections().admits(channel)) {
      channel.close();
      return;
    }
    ConnectionInfo.set(
        channel,
        new ConnectionInfo(
            (InetSocketAddress) channel.remoteAddress(),
            null,
            (InetSocketAddress) channel.localAddress(),
            null));
    connections.add(channel);
    ChannelPipeline pipeline = channel.pipeline();
    if (!listen.proxyProtocol() && !listen.ssl() && !listen.http2()) {
      http1(pipeline);
      return;
    }
    pipeline.addLast(WATCH, new SetupWatch(wire.timeouts().head()));
    if (listen.proxyProtocol()) {
      pipeline.addBefore(WATCH, null, new HAProxyMessageDecoder());
      pipeline.addBefore(WATCH, null, new ProxyHeaderStage(this::afterProxyHeader));
    } else {
      afterProxyHeader(pipeline);
    }
  }

  void afterProxyHeader(ChannelPipeline pipeline) {
    if (listen.ssl()) {
      pipeline.addBefore(WATCH, null, new TlsStage(this));
    } else {
      http(pipeline);
    }
  }

  /** HTTP of a version that its first bytes tell. */
  void http(ChannelPipeline pipeline) {
    if (listen.http2()) {
      pipeline.addBefore(WATCH, null, new PrefaceStage(this));
    } else {
      http1(pipeline);
    }
  }

  void http1(ChannelPipeline pipeline) {
    pipeline.addLast(new Http1ServerCodec(wire.limits(), wire.timeouts(), false));
    begin(pipeline);
  }

  void plainOnTlsPort(ChannelPipeline pipeline) {
    pipeline.addLast(new Http1ServerCodec(wire.limits(), wire.timeouts(), true));
    begin(pipeline);
  }

  private void begin(ChannelPipeline pipeline) {
    wire.requests().accept(pipeline.channel());
    watchEnds(pipeline);
  }

  void http2(ChannelPipeline pipeline) {
    http2.addTo(pipeline);
    watchEnds(pipeline);
  }

  private static void watchEnds(ChannelPipeline pipeline) {
    if (pipeline.get(WATCH) != null) {
      pipeline.remove(WATCH);
    }
  }
}
