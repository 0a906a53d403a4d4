/**
 * TCP, TLS and UDP streams: from {@code stream_listen} to the upstream of the route. Routes,
 * plugins, balancers and certificates are those of the {@link io.quong.dataplane.runtime.Runtime}
 * that a stream began with.
 */
package io.quong.dataplane.stream;
