package io.quong.dataplane.node;

import io.quong.cluster.ClusterFiles;
import io.quong.cluster.ClusterTrust;
import io.quong.cluster.SharedSecret;
import io.quong.dataplane.cluster.ClusterNode;
import io.quong.dataplane.cluster.ControlPlaneAddress;
import io.quong.settings.ClusterKeys;
import io.quong.settings.Keys;
import io.quong.settings.Pem;
import io.quong.settings.Settings;
import java.io.IOException;

/** What the settings say of the control plane: where it is and how both recognise each other. */
final class ClusterSettings {
  private static final long GATHER_MILLIS = 1_000;

  private ClusterSettings() {}

  static ClusterNode.Settings of(Settings settings, String version) throws IOException {
    ClusterFiles files = new ClusterFiles(settings.prefix());
    String nodeId = settings.get(Keys.NODE_ID);
    boolean alone = settings.role() == Settings.Role.TRADITIONAL;
    return new ClusterNode.Settings(
        nodeId != null ? nodeId : files.nodeId(),
        version,
        alone
            ? ControlPlaneAddress.of(files)
            : ControlPlaneAddress.fixed(settings.get(ClusterKeys.CLUSTER_CONTROL_PLANE)),
        alone ? ClusterTrust.loopback(files.secret()) : trust(settings),
        settings.prefix().resolve("config"),
        settings.get(ClusterKeys.QUONG_NODE_KEY),
        GATHER_MILLIS);
  }

  private static ClusterTrust trust(Settings settings) throws IOException {
    String certificate = settings.get(ClusterKeys.CLUSTER_CERT);
    if (certificate == null) {
      return ClusterTrust.secret(new SharedSecret(settings.get(ClusterKeys.QUONG_CLUSTER_SECRET)));
    }
    String cert = Pem.text(certificate);
    String key = Pem.text(settings.get(ClusterKeys.CLUSTER_CERT_KEY));
    return settings.get(ClusterKeys.CLUSTER_MTLS).equals("pki")
        ? ClusterTrust.pki(
            cert,
            key,
            Pem.text(settings.get(ClusterKeys.CLUSTER_CA_CERT)),
            settings.get(ClusterKeys.CLUSTER_SERVER_NAME))
        : ClusterTrust.shared(cert, key);
  }
}
