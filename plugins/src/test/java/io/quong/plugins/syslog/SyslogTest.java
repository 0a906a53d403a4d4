package io.quong.plugins.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import io.quong.plugins.fixture.TestContext;
import io.quong.plugins.fixture.TestExchange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** syslog against a real Unix socket. */
final class SyslogTest {
  @TempDir Path folder;

  @Test
  void severityAndFacilityAreTheNumberInFront() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    EpollEventLoopGroup loop = new EpollEventLoopGroup(1);
    String socket = folder.resolve("log").toString();
    new Bootstrap()
        .group(loop)
        .channel(EpollDomainDatagramChannel.class)
        .handler(
            new SimpleChannelInboundHandler<DomainDatagramPacket>() {
              @Override
              protected void channelRead0(ChannelHandlerContext ctx, DomainDatagramPacket packet) {
                received.add(packet.content().toString(StandardCharsets.UTF_8));
              }
            })
        .bind(new DomainSocketAddress(socket))
        .sync();
    TestContext context = new TestContext();
    Syslog plugin =
        new Syslog(
            new SyslogConfig("warning", "info", "warning", "err", null, "local3"), context, socket);
    for (int status : new int[] {200, 404, 502}) {
      TestExchange exchange = TestExchange.of("GET", "/x");
      exchange.status = status;
      exchange.entry.put("s", status);
      plugin.log(exchange);
    }
    String warning = received.poll(10, TimeUnit.SECONDS);
    assertTrue(
        warning.matches("<156>[A-Z][a-z]{2} [ 123]\\d [\\d:]{8} kong: \\{\"s\":404}"), warning);
    assertEquals("<155>", received.poll(10, TimeUnit.SECONDS).substring(0, 5));
    context.nodeWide(SystemLog.class, () -> null).close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }
}
