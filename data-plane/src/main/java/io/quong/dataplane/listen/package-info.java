/**
 * The proxy's sockets: from {@code proxy_listen} to a connection on which requests come in. What is
 * behind sees heads and body parts and a {@link io.quong.dataplane.listen.ConnectionInfo}, whatever
 * the client speaks.
 */
package io.quong.dataplane.listen;
