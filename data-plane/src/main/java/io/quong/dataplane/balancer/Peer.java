package io.quong.dataplane.balancer;

import java.net.InetSocketAddress;

/**
 * Where one attempt goes.
 *
 * @param address resolved
 * @param name the target's or service's host as configured: the upstream's Host and SNI
 * @param target what the balancer chose; null without an Upstream
 */
public record Peer(InetSocketAddress address, String name, Address target) {}
