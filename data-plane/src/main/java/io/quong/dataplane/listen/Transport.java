package io.quong.dataplane.listen;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.util.Locale;

/**
 * The kind of sockets that fits the event loops: loops of one kind take no channels of the other.
 */
public enum Transport {
  EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class, EpollDatagramChannel.class),
  NIO(NioServerSocketChannel.class, NioSocketChannel.class, NioDatagramChannel.class);

  private final Class<? extends ServerChannel> server;
  private final Class<? extends SocketChannel> client;
  private final Class<? extends DatagramChannel> datagram;

  Transport(
      Class<? extends ServerChannel> server,
      Class<? extends SocketChannel> client,
      Class<? extends DatagramChannel> datagram) {
    this.server = server;
    this.client = client;
    this.datagram = datagram;
  }

  /**
   * The transport of these loops.
   *
   * @throws IllegalStateException on Linux without epoll: it would work, but slower, and nobody
   *     would notice
   */
  public static Transport of(EventLoop loop) {
    if (loop.parent() instanceof EpollEventLoopGroup) {
      return EPOLL;
    }
    if (!(loop.parent() instanceof NioEventLoopGroup)) {
      throw new IllegalStateException("unknown kind of event loop: " + loop.getClass().getName());
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("linux")) {
      throw new IllegalStateException(
          "the event loops do not use epoll: "
              + (Epoll.isAvailable()
                  ? "set quarkus.vertx.prefer-native-transport=true"
                  : String.valueOf(Epoll.unavailabilityCause())));
    }
    return NIO;
  }

  public Class<? extends ServerChannel> serverChannel() {
    return server;
  }

  public Class<? extends SocketChannel> socketChannel() {
    return client;
  }

  public Class<? extends DatagramChannel> datagramChannel() {
    return datagram;
  }

  /** The option for several sockets on one port; null where there is none. */
  ChannelOption<Boolean> reusePort() {
    return this == EPOLL ? UnixChannelOption.SO_REUSEPORT : null;
  }
}
