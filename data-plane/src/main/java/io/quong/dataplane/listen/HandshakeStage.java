package io.quong.dataplane.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLSession;

/** Waits for the end of a TLS handshake, keeps its facts, and lets HTTP begin. */
final class HandshakeStage extends ChannelInboundHandlerAdapter {
  private final ConnectionSetup setup;
  private String serverName;

  HandshakeStage(ConnectionSetup setup) {
    this.setup = setup;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SniCompletionEvent sni) {
      serverName = sni.hostname();
    } else if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        begin(ctx);
      } else {
        ctx.close();
      }
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  private void begin(ChannelHandlerContext ctx) {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    SSLSession session = tls.engine().getSession();
    ConnectionInfo.Tls facts =
        new ConnectionInfo.Tls(serverName, session.getProtocol(), session.getCipherSuite());
    ConnectionInfo.set(ctx.channel(), ConnectionInfo.of(ctx.channel()).withTls(facts));
    if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
      setup.http2(ctx.pipeline());
    } else {
      setup.http(ctx.pipeline());
    }
    ctx.pipeline().remove(this);
  }
}
