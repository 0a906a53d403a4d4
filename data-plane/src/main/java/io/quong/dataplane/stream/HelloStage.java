package io.quong.dataplane.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.quong.dataplane.listen.ServerTls;
import io.quong.dataplane.runtime.CertificateSource;

/**
 * Reads a TLS client hello without taking it: the server name chooses the route, and that whether
 * TLS ends here or goes through as it is.
 */
final class HelloStage extends AbstractSniHandler<HelloStage.Way> {
  private final TcpStream stream;
  private final ServerTls tls;
  private final CertificateSource certificates;

  /** What becomes of the connection. */
  enum Way {
    TERMINATE,
    PASS,
    CLOSED
  }

  HelloStage(TcpStream stream, ServerTls tls, CertificateSource certificates, long timeoutMillis) {
    super(timeoutMillis);
    this.stream = stream;
    this.tls = tls;
    this.certificates = certificates;
  }

  @Override
  protected Future<Way> lookup(ChannelHandlerContext ctx, String serverName) {
    Promise<Way> way = ctx.executor().newPromise();
    if (!stream.route(serverName)) {
      way.setSuccess(Way.CLOSED);
    } else if (stream.passesTls()) {
      stream.pass(() -> way.trySuccess(Way.PASS));
    } else {
      way.setSuccess(Way.TERMINATE);
    }
    return way;
  }

  @Override
  protected void onLookupComplete(ChannelHandlerContext ctx, String serverName, Future<Way> way)
      throws Exception {
    switch (way.getNow()) {
      case TERMINATE -> {
        SslHandler handler =
            tls.handler(certificates, serverName, ctx.alloc(), handshakeTimeoutMillis);
        ctx.pipeline().replace(this, null, handler);
      }
      case PASS -> ctx.pipeline().remove(this);
      case CLOSED -> ctx.close();
    }
  }
}
