package io.quong.plugin.sink;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;

/**
 * Sends datagrams to one address, which may be a name. One for all instances of a plugin, kept with
 * {@link io.quong.plugin.PluginContext#nodeWide}. Safe for threads.
 */
public final class Datagrams implements AutoCloseable {
  private final Vertx vertx;
  private DatagramSocket socket;
  private DatagramSocket socket6;

  public Datagrams(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Fails when the datagram could not be handed to the network; nobody tells whether it came. */
  public Future<Void> send(String host, int port, Buffer content) {
    return socket(host.indexOf(':') >= 0).send(content, port, host);
  }

  private synchronized DatagramSocket socket(boolean ipv6) {
    if (ipv6) {
      if (socket6 == null) {
        socket6 = vertx.createDatagramSocket(new DatagramSocketOptions().setIpV6(true));
      }
      return socket6;
    }
    if (socket == null) {
      socket = vertx.createDatagramSocket();
    }
    return socket;
  }

  @Override
  public synchronized void close() {
    if (socket != null) {
      socket.close();
    }
    if (socket6 != null) {
      socket6.close();
    }
  }
}
