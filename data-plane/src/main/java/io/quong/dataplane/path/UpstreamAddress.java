package io.quong.dataplane.path;

import io.netty.util.NetUtil;
import io.quong.dataplane.balancer.Peer;
import io.quong.dataplane.http.HeaderName;
import io.quong.entity.Route;

/** By which name an upstream is called: the Host header and TLS's server name. */
public final class UpstreamAddress {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final String preserved;
  private final String hostHeader;
  private final boolean https;

  /**
   * @param preserved the client's Host when it is kept; or null
   * @param hostHeader of the Upstream entity; or null
   * @param https whether the upstream is asked by TLS
   */
  public UpstreamAddress(String preserved, String hostHeader, boolean https) {
    this.preserved = preserved;
    this.hostHeader = hostHeader;
    this.https = https;
  }

  /**
   * @param hostHeader of the Upstream entity; or null
   */
  UpstreamAddress(HttpExchange exchange, String hostHeader) {
    this.preserved = preserved(exchange);
    this.hostHeader = hostHeader;
    this.https = exchange.upstream.scheme().endsWith("s");
  }

  private static String preserved(HttpExchange exchange) {
    if (exchange.upstream.host() != null) {
      return exchange.upstream.host();
    }
    Route route = exchange.route();
    String host =
        Boolean.TRUE.equals(route.preserveHost())
            ? exchange.head.headers().get(HeaderName.HOST)
            : null;
    return host == null || host.isEmpty() ? null : host;
  }

  boolean https() {
    return https;
  }

  /** The Host header: worked out anew for each attempt unless the client's is preserved. */
  String host(Peer peer) {
    return host(peer.name(), peer.address().getPort());
  }

  /** The Host header towards a peer of the name and port. */
  public String host(String peerName, int port) {
    if (preserved != null) {
      return preserved;
    }
    String name = hostHeader != null ? hostHeader : peerName;
    if (name.indexOf(':') != name.lastIndexOf(':')) {
      name = "[" + name + "]";
    }
    return port == (https ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
  }

  /** The server name to send and to verify; null for an address, which none may carry. */
  String serverName(Peer peer) {
    String asked = preserved != null ? preserved : hostHeader;
    String name = asked == null ? peer.name() : Forwarded.withoutPort(asked);
    boolean address = NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
    return address ? null : name;
  }
}
