package io.quong.dataplane.router;

import io.quong.dataplane.http.HeaderBlock;

/**
 * What the router looks at.
 *
 * @param method as sent
 * @param host the Host header as sent, port included; null without one. In HTTP/2 the {@code
 *     :authority}. Never the authority of an absolute target.
 * @param port the listener's port after {@code port_maps}
 * @param path {@link Target#path}
 * @param headers the request's
 * @param tls whether the connection is TLS; without it routes' snis don't count
 * @param serverName the connection's SNI, or null
 * @param query {@link Target#rawQuery}
 * @param peers the connection's ends
 */
public record MatchInput(
    String method,
    String host,
    int port,
    String path,
    HeaderBlock headers,
    boolean tls,
    String serverName,
    String query,
    Peers peers) {}
