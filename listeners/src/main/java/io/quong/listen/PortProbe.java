package io.quong.listen;

import io.quong.settings.Listen;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Finds out whether an address is free. With SO_REUSEPORT a port that another program listens on
 * with the same option binds all the same, and each then gets some of the connections.
 */
public final class PortProbe {
  /** Set when a program takes over from one that still listens: {@code quong reload}. */
  private static final boolean TAKE_OVER = Boolean.getBoolean("quong.take-over");

  private PortProbe() {}

  /**
   * Binds and closes again; blocks for a moment, also when the name has to be looked up.
   *
   * @throws BindException when the address cannot be listened on; the message names it
   */
  public static void probe(Listen listen) throws BindException {
    if (listen.port() == 0 || (TAKE_OVER && listen.reuseport())) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address(listen));
    } catch (IOException e) {
      throw refused(listen, e);
    }
  }

  /** The socket address; the name is looked up. */
  public static InetSocketAddress address(Listen listen) throws UnknownHostException {
    String host = listen.address().equals("*") ? "0.0.0.0" : listen.address();
    return new InetSocketAddress(InetAddress.getByName(host), listen.port());
  }

  /** What is said when an address cannot be listened on. */
  static BindException refused(Listen listen, Throwable cause) {
    String reason =
        cause instanceof UnknownHostException ? "no such host name" : cause.getMessage();
    BindException refused =
        new BindException("could not listen on " + listen.hostAndPort() + ": " + reason);
    refused.initCause(cause);
    return refused;
  }
}
