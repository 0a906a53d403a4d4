package io.quong.dataplane.health;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollEventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.util.concurrent.ScheduledFuture;
import io.quong.dataplane.upstream.ClientTls;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One probe of an address. Connecting, handshake and answer may each take the plan's time. This one
 * is of type {@code tcp}: that the connection opens is all it wants to know.
 */
class Probe extends ChannelInboundHandlerAdapter {
  final Probed address;
  final ProbePlan plan;
  private final Consumer<Report> then;
  private ScheduledFuture<?> timer;
  private boolean over;

  Probe(Probed address, ProbePlan plan, Consumer<Report> then) {
    this.address = address;
    this.plan = plan;
    this.then = then;
  }

  /** Makes a probe of the plan's type and begins it. */
  static void start(
      EventLoop loop,
      InetSocketAddress socket,
      Probed address,
      ProbePlan plan,
      Consumer<Report> then) {
    Probe probe =
        switch (plan.type()) {
          case "tcp" -> new Probe(address, plan, then);
          case "grpc", "grpcs" -> new GrpcProbe(address, plan, then);
          default -> new HttpProbe(address, plan, then);
        };
    probe.connect(loop, socket);
  }

  private void connect(EventLoop loop, InetSocketAddress socket) {
    new Bootstrap()
        .group(loop)
        .channel(loop instanceof EpollEventLoop ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, plan.timeout())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (plan.tls() != null) {
                  channel.pipeline().addLast(tls(channel, socket));
                }
                protocol(channel.pipeline());
                channel.pipeline().addLast(Probe.this);
              }
            })
        .connect(socket)
        .addListener((ChannelFuture done) -> connected(done));
  }

  private SslHandler tls(Channel channel, InetSocketAddress socket) {
    String name = plan.serverName() != null ? plan.serverName() : host();
    return ClientTls.handler(
        plan.tls(), channel, socket, name, plan.verify(), plan.timeout(), speaksHttp2());
  }

  /** What the probe calls the target. */
  final String host() {
    return plan.hostHeader() == null ? address.name() : plan.hostHeader();
  }

  private void connected(ChannelFuture done) {
    Channel channel = done.channel();
    if (!done.isSuccess()) {
      failed(done.cause());
      return;
    }
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      open(channel);
      return;
    }
    tls.handshakeFuture()
        .addListener(
            handshake -> {
              if (handshake.isSuccess()) {
                open(channel);
              } else {
                channel.close();
                failed(handshake.cause());
              }
            });
  }

  private void failed(Throwable cause) {
    boolean late =
        cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException;
    end(late ? Report.TIMEOUT : Report.TCP_FAILURE);
  }

  private void open(Channel channel) {
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
    ask(channel);
  }

  /** Adds the handlers of what is spoken. */
  void protocol(ChannelPipeline pipeline) {}

  boolean speaksHttp2() {
    return false;
  }

  /** The connection is open, and secured. */
  void ask(Channel channel) {
    end(Report.SUCCESS);
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(Report.TCP_FAILURE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  /** The first report counts; null for an answer that says nothing. */
  final void end(Report report) {
    if (!over) {
      over = true;
      if (timer != null) {
        timer.cancel(false);
      }
      then.accept(report);
    }
  }
}
