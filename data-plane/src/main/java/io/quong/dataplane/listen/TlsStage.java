package io.quong.dataplane.listen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsyncMapping;
import io.netty.util.concurrent.Promise;
import io.quong.dataplane.runtime.CertificateSource;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/**
 * The first bytes on a TLS port: TLS by the certificate for the server name, or plain HTTP, which
 * is answered by a page that says so.
 */
final class TlsStage extends ByteToMessageDecoder {
  private static final int HANDSHAKE = 0x16;
  private static final int SSL2 = 0x80;

  private final ConnectionSetup setup;

  TlsStage(ConnectionSetup setup) {
    this.setup = setup;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    int first = in.getUnsignedByte(in.readerIndex());
    if (first == HANDSHAKE || (first & SSL2) != 0) {
      ctx.pipeline().addAfter(ctx.name(), null, new HandshakeStage(setup));
      ctx.pipeline().addAfter(ctx.name(), null, sni(ctx.channel().eventLoop()));
    } else {
      setup.plainOnTlsPort(ctx.pipeline());
    }
    ctx.pipeline().remove(this);
  }

  private Sni sni(EventLoop loop) {
    ServerTls tls = setup.wire().tls();
    Function<EventLoop, CertificateSource> certificates = setup.wire().certificates();
    return new Sni(
        (name, promise) -> choose(tls, certificates.apply(loop), name, promise),
        tls,
        setup.wire().timeouts().head());
  }

  private static Promise<SslContext> choose(
      ServerTls tls, CertificateSource source, String name, Promise<SslContext> promise) {
    try {
      return promise.setSuccess(tls.find(source, name));
    } catch (SSLException unusable) {
      return promise.setFailure(unusable);
    }
  }

  private static final class Sni extends SniHandler {
    private final ServerTls tls;
    private final long timeoutMillis;

    Sni(AsyncMapping<String, SslContext> contexts, ServerTls tls, long timeoutMillis) {
      super(contexts);
      this.tls = tls;
      this.timeoutMillis = timeoutMillis;
    }

    @Override
    protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
      return tls.prepared(super.newSslHandler(context, allocator), timeoutMillis);
    }
  }
}
