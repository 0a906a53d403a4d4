package io.quong.listen;

import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * The certificate by which control plane and nodes recognise each other when all have the same one
 * ({@code cluster_mtls = shared}); named as Kong's.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8
 */
public record ClusterCertificate(String certificate, String key) {
  private static final String NAME = "kong_clustering";

  /**
   * @param days how long it is valid
   */
  public static ClusterCertificate make(int days, Instant now) throws GeneralSecurityException {
    SelfSigned made = SelfSigned.make(SelfSigned.Kind.CLUSTER, NAME, days, now);
    return new ClusterCertificate(made.certificate(), made.key());
  }

  @Override
  public String toString() {
    return "ClusterCertificate[******]";
  }
}
