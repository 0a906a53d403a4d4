package io.quong.admin.cluster;

import io.quong.cluster.ClusterTrust;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.PinnedCertificate;
import io.quong.cluster.SharedSecret;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/**
 * Lets nodes of this cluster in and nobody else. What certificates decide was decided by the
 * handshake; what is left is the secret, the node's name and its version.
 */
final class NodeGate {
  private final ClusterTrust trust;
  private final String certificate;
  private final String version;

  /**
   * @param version this control plane's product version
   */
  NodeGate(ClusterTrust trust, String version) {
    this.trust = trust;
    this.version = version;
    certificate =
        trust.tls() ? PinnedCertificate.sha256(trust.certificate()) : SharedSecret.NO_CERTIFICATE;
  }

  /** The node's id; null when the request was refused and answered. */
  UUID admit(HttpServerRequest request) {
    String nodeId = request.getHeader(ClusterWire.NODE_ID);
    if (trust.secret() != null && !knowsSecret(request, nodeId)) {
      Answers.message(
          request,
          401,
          "this node does not know the secret of this cluster (QUONG_CLUSTER_SECRET)");
      return null;
    }
    if (!request.path().startsWith(ClusterWire.BASE)) {
      Answers.message(
          request,
          400,
          "this control plane (Quong "
              + version
              + ") speaks version "
              + ClusterWire.PROTOCOL
              + " of the cluster protocol, under "
              + ClusterWire.BASE
              + "; this node asked for "
              + request.path());
      return null;
    }
    String nodeVersion = request.getHeader(ClusterWire.NODE_VERSION);
    if (nodeVersion == null || ClusterWire.major(nodeVersion) != ClusterWire.major(version)) {
      Answers.message(
          request,
          400,
          "this control plane runs Quong "
              + version
              + " and takes nodes of the same major version; this node runs "
              + (nodeVersion == null ? "an unknown version" : nodeVersion));
      return null;
    }
    try {
      return UUID.fromString(nodeId == null ? "" : nodeId);
    } catch (IllegalArgumentException e) {
      Answers.message(request, 400, ClusterWire.NODE_ID + " must be a UUID");
      return null;
    }
  }

  private boolean knowsSecret(HttpServerRequest request, String nodeId) {
    String expected = ClusterWire.SCHEME + trust.secret().token(nodeId, certificate);
    return SharedSecret.equal(expected, request.getHeader("Authorization"));
  }

  /** Shows the node that this is its control plane. */
  void prove(HttpServerRequest request, HttpServerResponse response) {
    String nonce = request.getHeader(ClusterWire.NONCE);
    if (trust.secret() != null && nonce != null) {
      response.putHeader(ClusterWire.PROOF, trust.secret().proof(nonce, certificate));
    }
  }
}
