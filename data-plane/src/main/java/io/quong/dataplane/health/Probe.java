package io.quong.dataplane.health;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollEventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.util.concurrent.ScheduledFuture;
import io.quong.dataplane.upstream.ClientTls;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One HTTP probe: a request of Kong's form, of whose answer the status line is read. Connecting,
 * handshake and answer may each take the plan's time.
 */
final class Probe extends SimpleChannelInboundHandler<ByteBuf> {
  private static final int LONGEST_LINE = 1024;

  private final Probed address;
  private final ProbePlan plan;
  private final Consumer<Report> then;
  private final StringBuilder line = new StringBuilder();
  private ScheduledFuture<?> timer;
  private boolean over;

  private Probe(Probed address, ProbePlan plan, Consumer<Report> then) {
    this.address = address;
    this.plan = plan;
    this.then = then;
  }

  static void start(
      EventLoop loop,
      InetSocketAddress socket,
      Probed address,
      ProbePlan plan,
      Consumer<Report> then) {
    Probe probe = new Probe(address, plan, then);
    new Bootstrap()
        .group(loop)
        .channel(loop instanceof EpollEventLoop ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, plan.timeout())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (plan.tls() != null) {
                  channel.pipeline().addLast(probe.tls(channel, socket));
                }
                channel.pipeline().addLast(probe);
              }
            })
        .connect(socket)
        .addListener((ChannelFuture done) -> probe.connected(done));
  }

  private SslHandler tls(Channel channel, InetSocketAddress socket) {
    String name = plan.serverName() != null ? plan.serverName() : host();
    return ClientTls.handler(
        plan.tls(), channel, socket, name, plan.verify(), plan.timeout(), false);
  }

  private String host() {
    return plan.hostHeader() == null ? address.name() : plan.hostHeader();
  }

  private void connected(ChannelFuture done) {
    if (!done.isSuccess()) {
      failed(done.cause());
      return;
    }
    SslHandler tls = done.channel().pipeline().get(SslHandler.class);
    if (tls == null) {
      ask(done.channel());
      return;
    }
    tls.handshakeFuture()
        .addListener(
            handshake -> {
              if (handshake.isSuccess()) {
                ask(done.channel());
              } else {
                done.channel().close();
                failed(handshake.cause());
              }
            });
  }

  private void failed(Throwable cause) {
    boolean late =
        cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException;
    end(late ? Report.TIMEOUT : Report.TCP_FAILURE);
  }

  private void ask(Channel channel) {
    StringBuilder request = new StringBuilder("GET " + plan.path() + " HTTP/1.0\r\n");
    for (Map.Entry<String, List<String>> header : plan.headers().entrySet()) {
      for (String value : header.getValue()) {
        request.append(header.getKey()).append(": ").append(value).append("\r\n");
      }
    }
    request.append("Host: ").append(host()).append("\r\n\r\n");
    channel.writeAndFlush(
        ByteBufUtil.encodeString(
            channel.alloc(), java.nio.CharBuffer.wrap(request), StandardCharsets.ISO_8859_1));
    timer =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  end(Report.TIMEOUT);
                  channel.close();
                },
                plan.timeout(),
                TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
    line.append(bytes.toString(StandardCharsets.ISO_8859_1));
    int end = line.indexOf("\n");
    if (end >= 0 || line.length() > LONGEST_LINE) {
      int status = status(end < 0 ? "" : line.substring(0, end));
      end(status < 0 ? Report.HTTP_FAILURE : plan.limits().ofProbe(status));
      ctx.close();
    }
  }

  /** -1 when it is no status line. */
  private static int status(String line) {
    boolean versioned = line.startsWith("HTTP/") && line.length() >= 12 && line.charAt(8) == ' ';
    if (!versioned) {
      return -1;
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      char digit = line.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      status = status * 10 + digit - '0';
    }
    return status;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(Report.TCP_FAILURE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private void end(Report report) {
    if (!over) {
      over = true;
      if (timer != null) {
        timer.cancel(false);
      }
      then.accept(report);
    }
  }
}
