/**
 * HTTP/2 from clients: Netty's frames and streams, and on each stream the heads and parts that
 * {@link io.quong.dataplane.http} speaks of, with the same refusals.
 */
package io.quong.dataplane.http2;
