package io.quong.dataplane.runtime;

import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.persistent.RadixMap;
import io.quong.entity.Certificate;
import io.quong.entity.Sni;
import io.quong.pem.PemText;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The certificates of a configuration by the server names that are tied to them. Immutable.
 *
 * @param byId parsed, by the certificate's id
 * @param byName by server name, lower case, wildcards as written
 */
record CertificateSet(RadixMap<ServerCertificate> byId, RadixMap<ServerCertificate> byName)
    implements CertificateSource {
  static final CertificateSet NONE = new CertificateSet(RadixMap.empty(), RadixMap.empty());
  private static final Logger LOG = Logger.getLogger(CertificateSet.class);
  private static final String CATCH_ALL = "*";

  /** The set after a change; the same one when no certificate and no server name changed. */
  CertificateSet next(ChangedEntities changes, EntityStore before, EntityStore store)
      throws ConfigRefused {
    if (!changes.touched("certificates") && !changes.touched("snis")) {
      return this;
    }
    RadixMap<ServerCertificate> parsed = byId;
    RadixMap<ServerCertificate> names = byName;
    Set<String> snis = new HashSet<>(changes.ids("snis"));
    for (String id : changes.ids("certificates")) {
      Certificate certificate = store.byId(Certificate.class, id);
      parsed = parsed.put(id, certificate == null ? null : parse(certificate));
      for (Sni sni : store.referring(Sni.class, "certificate", id)) {
        snis.add(sni.id());
      }
    }
    for (String id : snis) {
      Sni old = before.byId(Sni.class, id);
      names = old == null ? names : names.without(lower(old.name()));
    }
    for (String id : snis) {
      Sni sni = store.byId(Sni.class, id);
      if (sni != null) {
        names = names.put(lower(sni.name()), parsed.get(sni.certificate().id()));
      }
    }
    return new CertificateSet(parsed, names);
  }

  /** Null for one whose secret is missing: its server names get the listener's own certificate. */
  private static ServerCertificate parse(Certificate certificate) throws ConfigRefused {
    if (missing(certificate.cert()) || missing(certificate.key())) {
      LOG.errorf("certificate %s is not served: its text is not there", certificate.id());
      return null;
    }
    try {
      return new ServerCertificate(
          certificate.id(),
          pair(certificate.cert(), certificate.key()),
          missing(certificate.certAlt()) || missing(certificate.keyAlt())
              ? Optional.empty()
              : Optional.of(pair(certificate.certAlt(), certificate.keyAlt())));
    } catch (GeneralSecurityException unusable) {
      throw new ConfigRefused(
          "certificates " + certificate.id() + ": " + unusable.getMessage(), unusable);
    }
  }

  private static boolean missing(String text) {
    return text == null || text.isEmpty();
  }

  private static ServerCertificate.Pair pair(String cert, String key)
      throws GeneralSecurityException {
    return new ServerCertificate.Pair(PemText.certificates(cert), PemText.privateKey(key));
  }

  /** Exact, {@code *.rest}, {@code start.*}, then {@code *}; a wildcard stands for one label. */
  @Override
  public ServerCertificate find(String serverName) {
    if (byName.isEmpty()) {
      return null;
    }
    if (serverName != null && !serverName.isEmpty()) {
      String name = lower(serverName);
      ServerCertificate found = byName.get(name);
      int first = name.indexOf('.');
      if (found == null && first >= 0) {
        found = byName.get("*" + name.substring(first));
      }
      if (found == null && first >= 0) {
        found = byName.get(name.substring(0, name.lastIndexOf('.') + 1) + "*");
      }
      if (found != null) {
        return found;
      }
    }
    return byName.get(CATCH_ALL);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
