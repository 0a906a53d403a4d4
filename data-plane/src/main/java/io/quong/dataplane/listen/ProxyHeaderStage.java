package io.quong.dataplane.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Takes the client's address from a PROXY protocol header; Netty's decoder stands before it. */
public final class ProxyHeaderStage extends SimpleChannelInboundHandler<HAProxyMessage> {
  private final Consumer<ChannelPipeline> next;

  /**
   * @param next told when the header has been read; it puts the next stage into the pipeline
   */
  public ProxyHeaderStage(Consumer<ChannelPipeline> next) {
    this.next = next;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
    HAProxyProxiedProtocol protocol = header.proxiedProtocol();
    // LOCAL and UNKNOWN name nobody: health checks of the balancer itself.
    if (protocol == HAProxyProxiedProtocol.TCP4 || protocol == HAProxyProxiedProtocol.TCP6) {
      InetSocketAddress client = new InetSocketAddress(header.sourceAddress(), header.sourcePort());
      ConnectionInfo.set(ctx.channel(), ConnectionInfo.of(ctx.channel()).withProxied(client));
    }
    next.accept(ctx.pipeline());
    ctx.pipeline().remove(this);
  }
}
