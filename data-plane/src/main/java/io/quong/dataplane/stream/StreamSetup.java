package io.quong.dataplane.stream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.listen.ProxyHeaderStage;
import io.quong.dataplane.listen.ServerTls;
import io.quong.dataplane.listen.SetupWatch;
import io.quong.dataplane.path.RequestIds;
import io.quong.dataplane.path.StreamLoop;
import io.quong.dataplane.router.StreamKind;
import io.quong.settings.Listen;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** Takes a TCP connection from its first byte to its stream: PROXY header, TLS client hello. */
@Sharable
final class StreamSetup extends ChannelInitializer<Channel> {
  private static final String WATCH = "setup";

  private final Listen listen;
  private final Wire wire;
  private final ChannelGroup connections;

  /**
   * What all stream connections have in common.
   *
   * @param tls null when no listener has TLS
   * @param helloMillis how long a client may take for its PROXY header and for its handshake
   */
  record Wire(Function<EventLoop, StreamLoop> loops, ServerTls tls, long helloMillis) {}

  StreamSetup(Listen listen, Wire wire, ChannelGroup connections) {
    this.listen = listen;
    this.wire = wire;
    this.connections = connections;
  }

  @Override
  protected void initChannel(Channel channel) {
    ConnectionInfo.set(
        channel,
        new ConnectionInfo(
            (InetSocketAddress) channel.remoteAddress(),
            null,
            (InetSocketAddress) channel.localAddress(),
            null));
    connections.add(channel);
    if (listen.proxyProtocol()) {
      channel.pipeline().addLast(new HAProxyMessageDecoder());
      channel.pipeline().addLast(new ProxyHeaderStage(this::begin));
      channel.pipeline().addLast(WATCH, new SetupWatch(wire.helloMillis()));
    } else {
      begin(channel.pipeline());
    }
  }

  private void begin(ChannelPipeline pipeline) {
    Channel client = pipeline.channel();
    StreamLoop loop = wire.loops().apply(client.eventLoop());
    StreamExchange exchange =
        new StreamExchange(
            loop,
            listen.ssl() ? StreamKind.TLS : StreamKind.TCP,
            ConnectionInfo.of(client),
            RequestIds.ofThisThread());
    TcpStream stream = new TcpStream(exchange, client);
    if (listen.ssl()) {
      pipeline.addLast(
          new HelloStage(
              stream, wire.tls(), exchange.runtime().certificates(), wire.helloMillis()));
    }
    pipeline.addLast(stream);
    if (pipeline.get(WATCH) != null) {
      pipeline.remove(WATCH);
    }
    if (!listen.ssl()) {
      stream.begin();
    }
  }
}
