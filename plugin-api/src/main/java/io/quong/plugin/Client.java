package io.quong.plugin;

/** The other end of the downstream connection. */
public interface Client {
  /** The address of the peer. */
  String ip();

  int port();

  /** The address after {@code trusted_ips} and {@code real_ip_header}. */
  String forwardedIp();

  int forwardedPort();

  /** Server name, version and cipher of the connection; null without TLS. */
  Tls tls();

  /** Facts of a TLS connection. */
  record Tls(String serverName, String version, String cipher) {}
}
