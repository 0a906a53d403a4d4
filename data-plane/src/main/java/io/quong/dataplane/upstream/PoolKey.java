package io.quong.dataplane.upstream;

import java.net.InetSocketAddress;

/**
 * Everything that must be equal for a connection to serve another request.
 *
 * @param address resolved
 * @param tls what the handshake was done with; null for plain connections
 * @param serverName the SNI sent and the name verified; null without TLS or for an IP address
 */
public record PoolKey(InetSocketAddress address, TlsClient tls, String serverName) {}
