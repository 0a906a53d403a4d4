package io.quong.dataplane.upstream;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** TLS towards an upstream on one connection. */
public final class ClientTls {
  private ClientTls() {}

  /**
   * @param name to send and to verify; null or an IP address to send none and verify the address
   * @param timeout of the handshake, milliseconds
   * @param http2 whether that is what is going to be spoken
   */
  public static SslHandler handler(
      SslContext context,
      Channel channel,
      InetSocketAddress address,
      String name,
      boolean verify,
      long timeout,
      boolean http2) {
    boolean sent =
        name != null && !NetUtil.isValidIpV4Address(name) && !NetUtil.isValidIpV6Address(name);
    String peer = sent ? name : NetUtil.toAddressString(address.getAddress());
    SslHandler handler = context.newHandler(channel.alloc(), peer, address.getPort());
    SSLEngine engine = handler.engine();
    SSLParameters parameters = engine.getSSLParameters();
    if (sent) {
      parameters.setServerNames(List.of(serverName(name)));
    }
    if (verify) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (http2) {
      parameters.setApplicationProtocols(new String[] {"h2"});
    }
    engine.setSSLParameters(parameters);
    handler.setHandshakeTimeoutMillis(timeout);
    return handler;
  }

  /**
   * Said in so many words, because of itself the JDK leaves out names without a dot, such as
   * localhost; by its bytes, because as text it refuses an underscore.
   */
  private static SNIServerName serverName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return new SNIHostName(name.getBytes(StandardCharsets.UTF_8));
  }
}
