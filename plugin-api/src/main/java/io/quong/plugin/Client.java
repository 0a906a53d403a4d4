package io.quong.plugin;

/** The other end of the downstream connection. */
public interface Client {
  /** The address of the peer. */
  String ip();

  int port();

  /** The address after {@code trusted_ips} and {@code real_ip_header}. */
  String forwardedIp();

  int forwardedPort();

  /** The connection's number among all that the node has taken. */
  long connection();

  /** How many requests have begun on the connection, with this one. */
  int requests();

  /** Server name, version and cipher of the connection; null without TLS. */
  Tls tls();

  /** Facts of a TLS connection. */
  record Tls(String serverName, String version, String cipher) {}
}
