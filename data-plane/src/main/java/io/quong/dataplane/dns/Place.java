package io.quong.dataplane.dns;

import java.net.InetAddress;

/**
 * One record of an answer.
 *
 * @param host an IP address as text, or for SRV the name that the service runs on
 * @param address null for SRV
 * @param port SRV's; 0 when the record tells none
 * @param weight SRV's, at least 1; 0 for other records, which have none
 */
public record Place(String host, InetAddress address, int port, int weight) {}
