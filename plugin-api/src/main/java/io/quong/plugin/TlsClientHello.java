package io.quong.plugin;

/** What is known of a TLS connection before its certificate is chosen. */
public interface TlsClientHello {
  /** The server name asked for, or null. */
  String serverName();
}
