package io.quong.dataplane.health;

import java.net.InetSocketAddress;

/**
 * An address that is probed.
 *
 * @param name the target's host, as its Host header and server name
 * @param host an IP address, or a name that is looked up for each probe
 * @param socket null when the host is a name
 */
public record Probed(String name, String host, int port, InetSocketAddress socket, Health health) {}
