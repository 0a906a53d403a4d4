package io.quong.dataplane.listen;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.quong.dataplane.http.ClientTimeouts;
import io.quong.dataplane.http.HttpLimits;
import io.quong.dataplane.runtime.CertificateSource;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What all of the proxy's connections have in common.
 *
 * @param tls null when no listener has TLS
 * @param certificates of the Runtime that is current on a loop
 * @param requests adds the handler of requests to the channel of an HTTP/1.1 connection or of an
 *     HTTP/2 stream, behind its codec
 */
public record Wire(
    HttpLimits limits,
    ClientTimeouts timeouts,
    ConnectionLimit connections,
    ServerTls tls,
    Function<EventLoop, CertificateSource> certificates,
    Consumer<Channel> requests) {}
