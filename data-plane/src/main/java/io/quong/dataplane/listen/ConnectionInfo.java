package io.quong.dataplane.listen;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;

/**
 * What is known of a client's connection, the same for all requests on it.
 *
 * @param peer the TCP peer
 * @param proxied what a PROXY protocol header named as the client; null without one
 * @param local the listener's end
 * @param tls null on a plain connection
 */
public record ConnectionInfo(
    InetSocketAddress peer, InetSocketAddress proxied, InetSocketAddress local, Tls tls) {
  private static final AttributeKey<ConnectionInfo> KEY =
      AttributeKey.valueOf(ConnectionInfo.class, "info");

  /** Of a connection's channel or of one of its HTTP/2 streams. */
  public static ConnectionInfo of(Channel channel) {
    ConnectionInfo info = channel.attr(KEY).get();
    if (info == null && channel.parent() != null) {
      info = channel.parent().attr(KEY).get();
    }
    return info;
  }

  public static void set(Channel channel, ConnectionInfo info) {
    channel.attr(KEY).set(info);
  }

  ConnectionInfo withProxied(InetSocketAddress client) {
    return new ConnectionInfo(peer, client, local, tls);
  }

  public ConnectionInfo withTls(Tls facts) {
    return new ConnectionInfo(peer, proxied, local, facts);
  }

  /**
   * @param serverName as the client sent it, or null
   * @param version such as {@code TLSv1.3}
   * @param cipher the suite's name
   */
  public record Tls(String serverName, String version, String cipher) {}
}
