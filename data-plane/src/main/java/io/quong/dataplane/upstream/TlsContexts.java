package io.quong.dataplane.upstream;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.runtime.RuntimeEntities;
import io.quong.entity.CaCertificate;
import io.quong.entity.Certificate;
import io.quong.settings.Keys;
import io.quong.settings.Pem;
import io.quong.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS contexts towards upstreams. */
public final class TlsContexts {
  private final String nodeCertificate;
  private final String nodeKey;

  /** Of {@code lua_ssl_trusted_certificate}; empty for what the system trusts. */
  private final List<String> trusted = new ArrayList<>();

  public TlsContexts(Settings settings) {
    boolean shown = settings.get(Keys.CLIENT_SSL) && !settings.get(Keys.CLIENT_SSL_CERT).isEmpty();
    nodeCertificate = shown ? Pem.text(settings.get(Keys.CLIENT_SSL_CERT).get(0)) : null;
    nodeKey = shown ? Pem.text(settings.get(Keys.CLIENT_SSL_CERT_KEY).get(0)) : null;
    for (String value : settings.get(Keys.LUA_SSL_TRUSTED_CERTIFICATE)) {
      if (!value.equals("system")) {
        trusted.add(Pem.text(value));
      }
    }
  }

  /**
   * For probes: what the node trusts itself counts, not what a service says.
   *
   * @param certificate the id of what is shown; null for the node's, or none
   * @throws ConfigRefused when a certificate is of no use
   */
  public SslContext probe(String certificate, boolean verify, RuntimeEntities entities)
      throws ConfigRefused {
    try {
      SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
      if (!verify) {
        builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
      } else if (!trusted.isEmpty()) {
        builder.trustManager(pem(String.join("\n", trusted)));
      }
      show(builder, certificate, entities);
      return builder.build();
    } catch (SSLException | IllegalArgumentException unusable) {
      throw new ConfigRefused(
          "certificates " + certificate + " cannot be used for health checks", unusable);
    }
  }

  TlsClient client(TlsDemand demand, RuntimeEntities entities) throws ConfigRefused {
    try {
      SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
      builder.trustManager(
          demand.verify() ? trust(demand, entities) : InsecureTrustManagerFactory.INSTANCE);
      show(builder, demand.clientCertificate(), entities);
      return new TlsClient(builder.build(), demand.verify());
    } catch (SSLException | GeneralSecurityException | IllegalArgumentException unusable) {
      throw new ConfigRefused(
          "certificates "
              + demand.clientCertificate()
              + " or one of ca_certificates "
              + demand.authorities()
              + " cannot be used towards an upstream",
          unusable);
    }
  }

  private void show(SslContextBuilder builder, String id, RuntimeEntities entities) {
    Certificate certificate = id == null ? null : entities.byId(Certificate.class, id);
    if (certificate != null) {
      builder.keyManager(pem(certificate.cert()), pem(certificate.key()));
    } else if (nodeCertificate != null) {
      builder.keyManager(pem(nodeCertificate), pem(nodeKey));
    }
  }

  /** Without authorities nothing is trusted, so that verification fails as it does with Kong. */
  private static TrustManagerFactory trust(TlsDemand demand, RuntimeEntities entities)
      throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      CertificateFactory x509 = CertificateFactory.getInstance("X.509");
      for (String id : demand.authorities()) {
        CaCertificate authority = entities.byId(CaCertificate.class, id);
        if (authority != null) {
          store.setCertificateEntry(id, x509.generateCertificate(pem(authority.cert())));
        }
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      if (store.size() == 0) {
        factory.init(store);
        return factory;
      }
      PKIXBuilderParameters path = new PKIXBuilderParameters(store, new X509CertSelector());
      path.setRevocationEnabled(false);
      path.setMaxPathLength(demand.depth());
      factory.init(new CertPathTrustManagerParameters(path));
      return factory;
    } catch (IOException unlikely) {
      throw new GeneralSecurityException(unlikely);
    }
  }

  private static ByteArrayInputStream pem(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
