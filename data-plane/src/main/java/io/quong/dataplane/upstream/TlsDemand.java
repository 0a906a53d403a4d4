package io.quong.dataplane.upstream;

import io.quong.dataplane.runtime.ChangedEntities;
import io.quong.entity.Service;
import java.util.List;
import java.util.Set;

/**
 * What is asked of a TLS connection to an upstream.
 *
 * @param clientCertificate the id of what is shown; null for none, or the node's
 * @param verify whether chain and name are checked
 * @param depth how many certificates may stand between the upstream's and an authority's
 * @param authorities ids of CA certificates that are trusted
 */
record TlsDemand(String clientCertificate, boolean verify, int depth, List<String> authorities) {
  static final TlsDemand NOTHING = new TlsDemand(null, false, 0, List.of());

  /** nginx's {@code proxy_ssl_verify_depth}. */
  private static final int DEFAULT_DEPTH = 1;

  static TlsDemand of(Service service) {
    String certificate =
        service.clientCertificate() == null ? null : service.clientCertificate().id();
    if (!Boolean.TRUE.equals(service.tlsVerify())) {
      return certificate == null ? NOTHING : new TlsDemand(certificate, false, 0, List.of());
    }
    Integer depth = service.tlsVerifyDepth();
    List<String> authorities = service.caCertificates();
    return new TlsDemand(
        certificate,
        true,
        depth == null ? DEFAULT_DEPTH : depth,
        authorities == null ? List.of() : authorities);
  }

  /** The same with an upstream's certificate, if it has one and the service has none. */
  TlsDemand orCertificate(String id) {
    return clientCertificate != null || id == null
        ? this
        : new TlsDemand(id, verify, depth, authorities);
  }

  /** Whether any of its certificates is among what changed. */
  boolean uses(ChangedEntities changes) {
    Set<String> changed = changes.ids("ca_certificates");
    return (clientCertificate != null && changes.ids("certificates").contains(clientCertificate))
        || (!changed.isEmpty() && authorities.stream().anyMatch(changed::contains));
  }
}
