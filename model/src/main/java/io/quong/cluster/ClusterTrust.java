package io.quong.cluster;

/**
 * By what node and control plane recognise each other. PEM texts, not paths.
 *
 * @param mode see {@link Mode}
 * @param tls whether the connection is encrypted; false on the loopback interface of one machine
 *     only
 * @param secret in mode SECRET
 * @param certificate this side's certificate; null for a node in mode SECRET
 * @param key its private key
 * @param authority who signs the other side's certificate, in mode PKI
 * @param serverName the control plane's name in its certificate, in mode PKI; null for the host
 *     that is asked
 */
public record ClusterTrust(
    Mode mode,
    boolean tls,
    SharedSecret secret,
    String certificate,
    String key,
    String authority,
    String serverName) {

  /** The ways to recognise each other. */
  public enum Mode {
    /** Both know a secret. */
    SECRET,
    /** Both have the same certificate: Kong's {@code cluster_mtls = shared}. */
    SHARED,
    /** Both have certificates of one authority: Kong's {@code cluster_mtls = pki}. */
    PKI
  }

  /** One machine, no TLS. */
  public static ClusterTrust loopback(SharedSecret secret) {
    return new ClusterTrust(Mode.SECRET, false, secret, null, null, null, null);
  }

  /** A node that knows the secret and takes whatever certificate proves to know it too. */
  public static ClusterTrust secret(SharedSecret secret) {
    return new ClusterTrust(Mode.SECRET, true, secret, null, null, null, null);
  }

  /** A control plane with a secret; the certificate may be self-signed. */
  public static ClusterTrust secret(SharedSecret secret, String certificate, String key) {
    return new ClusterTrust(Mode.SECRET, true, secret, certificate, key, null, null);
  }

  public static ClusterTrust shared(String certificate, String key) {
    return new ClusterTrust(Mode.SHARED, true, null, certificate, key, null, null);
  }

  public static ClusterTrust pki(
      String certificate, String key, String authority, String serverName) {
    return new ClusterTrust(Mode.PKI, true, null, certificate, key, authority, serverName);
  }

  @Override
  public String toString() {
    return "ClusterTrust[" + mode + (tls ? ", tls" : "") + "]";
  }
}
