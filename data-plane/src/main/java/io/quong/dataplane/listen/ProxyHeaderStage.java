package io.quong.dataplane.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import java.net.InetSocketAddress;

/** Takes the client's address from a PROXY protocol header; Netty's decoder stands before it. */
final class ProxyHeaderStage extends SimpleChannelInboundHandler<HAProxyMessage> {
  private final ConnectionSetup setup;

  ProxyHeaderStage(ConnectionSetup setup) {
    this.setup = setup;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
    HAProxyProxiedProtocol protocol = header.proxiedProtocol();
    // LOCAL and UNKNOWN name nobody: health checks of the balancer itself.
    if (protocol == HAProxyProxiedProtocol.TCP4 || protocol == HAProxyProxiedProtocol.TCP6) {
      InetSocketAddress client = new InetSocketAddress(header.sourceAddress(), header.sourcePort());
      ConnectionInfo.set(ctx.channel(), ConnectionInfo.of(ctx.channel()).withProxied(client));
    }
    setup.afterProxyHeader(ctx.pipeline());
    ctx.pipeline().remove(this);
  }
}
