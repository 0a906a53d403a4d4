package io.quong.dataplane.runtime;

/**
 * Finds the certificate for a server name: exact, then wildcards, then Kong's catch-all {@code *}.
 */
public interface CertificateSource {
  /** Without any certificate. */
  CertificateSource EMPTY = serverName -> null;

  /**
   * @param serverName the client's SNI, or null when it sent none
   * @return null when the listener's own certificate is to be served
   */
  ServerCertificate find(String serverName);
}
