package io.quong.admin;

import io.quong.cluster.ClusterFiles;
import io.quong.cluster.ClusterTrust;
import io.quong.cluster.SharedSecret;
import io.quong.listen.ListenerCertificates;
import io.quong.settings.ClusterKeys;
import io.quong.settings.Pem;
import io.quong.settings.Settings;
import java.io.IOException;
import java.time.Clock;

/** How nodes and this control plane recognise each other, by the settings. */
final class ClusterTrusts {
  private ClusterTrusts() {}

  /**
   * @throws IOException when a secret or certificate cannot be read or made
   */
  static ClusterTrust of(Settings settings) throws IOException {
    if (settings.role() == Settings.Role.TRADITIONAL) {
      return ClusterTrust.loopback(new ClusterFiles(settings.prefix()).secret());
    }
    String certificate = settings.get(ClusterKeys.CLUSTER_CERT);
    if (certificate == null) {
      ListenerCertificates.Pair own =
          new ListenerCertificates(settings, Clock.systemUTC())
              .of(ListenerCertificates.Server.CLUSTER)
              .get(0);
      SharedSecret secret = new SharedSecret(settings.get(ClusterKeys.QUONG_CLUSTER_SECRET));
      return ClusterTrust.secret(secret, own.certificate(), own.key());
    }
    String pem = Pem.text(certificate);
    String key = Pem.text(settings.get(ClusterKeys.CLUSTER_CERT_KEY));
    if (settings.get(ClusterKeys.CLUSTER_MTLS).equals("pki")) {
      return ClusterTrust.pki(
          pem,
          key,
          Pem.text(settings.get(ClusterKeys.CLUSTER_CA_CERT)),
          settings.get(ClusterKeys.CLUSTER_SERVER_NAME));
    }
    return ClusterTrust.shared(pem, key);
  }
}
