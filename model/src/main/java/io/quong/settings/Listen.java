package io.quong.settings;

/**
 * One address that a program listens on.
 *
 * @param address host name or IP address as written, IPv6 without brackets
 * @param port 0 for one of the system's choice
 * @param udp a stream listener for datagrams
 * @param ssl TLS
 * @param http2 HTTP/2; Kong turns it on for all addresses of the list when one has it, which {@link
 *     io.quong.settings.Settings} has done already
 * @param proxyProtocol connections begin with a PROXY header
 * @param reuseport several sockets on one port (SO_REUSEPORT)
 * @param backlog connections that may wait to be accepted; 0 for the system's choice
 * @param keepalive TCP keep-alive: true, false, or null for the system's choice
 * @param flags the flags as written, in their order
 */
public record Listen(
    String address,
    int port,
    boolean udp,
    boolean ssl,
    boolean http2,
    boolean proxyProtocol,
    boolean reuseport,
    int backlog,
    Boolean keepalive,
    java.util.List<String> flags) {

  /** {@code address:port}, IPv6 in brackets. */
  public String hostAndPort() {
    return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
  }

  /**
   * The URL of the open listener.
   *
   * @param open the port, which the system chose for 0
   */
  public String url(int open) {
    String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    return (ssl ? "https://" : "http://") + host + ":" + open;
  }

  /** As written in a list. */
  @Override
  public String toString() {
    return flags.isEmpty() ? hostAndPort() : hostAndPort() + " " + String.join(" ", flags);
  }

  Listen withHttp2() {
    return new Listen(
        address, port, udp, ssl, true, proxyProtocol, reuseport, backlog, keepalive, flags);
  }

  /** Whether a client on this machine reaches it by the loopback interface. */
  public boolean everywhere() {
    return address.equals("0.0.0.0") || address.equals("::") || address.equals("*");
  }
}
