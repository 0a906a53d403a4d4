package io.quong.dataplane.upstream;

import java.net.InetSocketAddress;

/**
 * Everything that must be equal for a connection to serve another request.
 *
 * @param address resolved
 * @param tls what the handshake was done with; null for plain connections
 * @param serverName the SNI sent and the name verified; null without TLS or for an IP address
 * @param http2 whether HTTP/2 is spoken, as to gRPC services; else HTTP/1.1
 */
public record PoolKey(InetSocketAddress address, TlsClient tls, String serverName, boolean http2) {}
