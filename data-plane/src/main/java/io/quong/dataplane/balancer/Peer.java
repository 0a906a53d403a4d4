package io.quong.dataplane.balancer;

import java.net.InetSocketAddress;

/**
 * Where one attempt goes.
 *
 * @param address resolved
 * @param name the target's or service's host as configured: the upstream's Host and SNI
 */
public record Peer(InetSocketAddress address, String name) {
  /** Whether the name is an address itself, which no SNI may carry. */
  public boolean byAddress() {
    return io.netty.util.NetUtil.isValidIpV4Address(name)
        || io.netty.util.NetUtil.isValidIpV6Address(name);
  }
}
