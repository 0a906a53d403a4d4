package io.quong.plugins.syslog;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The socket of this machine's log, as syslog(3) writes to it. Where there is none messages go
 * nowhere, as with syslog(3), and the log tells it once a minute.
 */
final class SystemLog implements AutoCloseable {
  static final String PATH = "/dev/log";

  private static final System.Logger LOG = System.getLogger(SystemLog.class.getName());
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final DomainSocketAddress address;
  private final EventLoopGroup loop;
  private final Channel channel;
  private final AtomicLong told = new AtomicLong(System.nanoTime() - QUIET_NANOS);

  SystemLog(String path) {
    address = new DomainSocketAddress(path);
    loop = Epoll.isAvailable() ? new EpollEventLoopGroup(1) : null;
    channel =
        loop == null
            ? null
            : new Bootstrap()
                .group(loop)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new ChannelHandlerAdapter() {})
                // Of the abstract namespace: a name of its own that leaves no file.
                .bind(new DomainSocketAddress("\0quong-" + UUID.randomUUID()))
                .channel();
  }

  /** Never waits. */
  void send(String message) {
    if (channel == null) {
      failed("this system has no Unix sockets that can be used");
      return;
    }
    if (!channel.isWritable()) {
      failed("it does not keep up");
      return;
    }
    channel
        .writeAndFlush(
            new DomainDatagramPacket(
                Unpooled.copiedBuffer(message, StandardCharsets.UTF_8), address))
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                failed(sent.cause().getMessage());
              }
            });
  }

  private void failed(String reason) {
    long last = told.get();
    long now = System.nanoTime();
    if (now - last >= QUIET_NANOS && told.compareAndSet(last, now)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "[syslog] an entry could not be given to " + address.path() + ": " + reason);
    }
  }

  @Override
  public void close() {
    if (loop != null) {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
