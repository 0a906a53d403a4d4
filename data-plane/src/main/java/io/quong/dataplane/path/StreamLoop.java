package io.quong.dataplane.path;

import io.netty.channel.EventLoop;
import io.quong.dataplane.log.StreamAccessLog;
import io.quong.dataplane.runtime.LoopRuntime;
import io.vertx.core.Context;
import java.net.InetSocketAddress;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * What an event loop has for the streams on it; shared with its requests.
 *
 * @param trusts whether an address is one of {@code trusted_ips}
 * @param published the port that clients see for one that the node listens on: {@code port_maps}
 * @param accessLog is told of each stream at its end
 */
public record StreamLoop(
    EventLoop loop,
    Context context,
    LoopRuntime runtime,
    Predicate<InetSocketAddress> trusts,
    IntUnaryOperator published,
    StreamAccessLog accessLog) {}
