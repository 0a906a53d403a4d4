package io.quong.dataplane.router;

import java.net.InetSocketAddress;

/**
 * What the router looks at of a stream.
 *
 * @param source the client, after the PROXY header of a trusted peer
 * @param destination the listener's end
 * @param port of the destination, after {@code port_maps}
 * @param serverName of the TLS client hello; null without one
 */
public record StreamInput(
    StreamKind kind,
    InetSocketAddress source,
    InetSocketAddress destination,
    int port,
    String serverName) {}
