package io.quong.dataplane.upstream;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.runtime.ChangedEntities;
import io.quong.dataplane.runtime.RuntimeEntities;
import io.quong.dataplane.runtime.RuntimePart;
import io.quong.entity.CaCertificate;
import io.quong.entity.Certificate;
import io.quong.entity.Service;
import io.quong.schema.Ref;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** The TLS settings of services, made once for each distinct set of them. */
public final class TlsClients implements RuntimePart {
  private record Key(String clientCertificate, boolean verify, List<String> authorities) {}

  private static final Key PLAIN = new Key(null, false, List.of());

  private final Map<Key, TlsClient> clients;

  private TlsClients(Map<Key, TlsClient> clients) {
    this.clients = clients;
  }

  public TlsClient of(Service service) {
    return clients.get(key(service));
  }

  private static Key key(Service service) {
    Ref certificate = service.clientCertificate();
    boolean verify = Boolean.TRUE.equals(service.tlsVerify());
    List<String> authorities = service.caCertificates();
    if (certificate == null && !verify) {
      return PLAIN;
    }
    return new Key(
        certificate == null ? null : certificate.id(),
        verify,
        authorities == null ? List.of() : authorities);
  }

  /** Makes the part. */
  public static final class Maker implements RuntimePart.Maker<TlsClients> {
    @Override
    public Class<TlsClients> type() {
      return TlsClients.class;
    }

    @Override
    public TlsClients next(RuntimeEntities entities, ChangedEntities changes, TlsClients previous)
        throws ConfigRefused {
      if (previous != null
          && !changes.touched("services")
          && !changes.touched("certificates")
          && !changes.touched("ca_certificates")) {
        return previous;
      }
      boolean keep =
          previous != null
              && !changes.touched("certificates")
              && !changes.touched("ca_certificates");
      Map<Key, TlsClient> next = keep ? new HashMap<>(previous.clients) : new HashMap<>();
      next.computeIfAbsent(PLAIN, key -> client(key, entities));
      try {
        entities.forEach(
            Service.class,
            service -> {
              if ("https".equals(service.protocol())) {
                next.computeIfAbsent(key(service), key -> client(key, entities));
              }
            });
      } catch (IllegalArgumentException unusable) {
        throw new ConfigRefused(unusable.getMessage(), unusable);
      }
      return new TlsClients(Map.copyOf(next));
    }

    private static TlsClient client(Key key, RuntimeEntities entities) {
      try {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (key.verify()) {
          trust(builder, key, entities);
        } else {
          builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        }
        if (key.clientCertificate() != null) {
          Certificate certificate = entities.byId(Certificate.class, key.clientCertificate());
          if (certificate != null) {
            builder.keyManager(pem(certificate.cert()), pem(certificate.key()));
          }
        }
        SslContext context = builder.build();
        return new TlsClient(context, key.verify());
      } catch (SSLException | IllegalArgumentException unusable) {
        throw new IllegalArgumentException(
            "certificate " + key.clientCertificate() + " cannot be used towards an upstream",
            unusable);
      }
    }

    /** Without authorities nothing is trusted, so that verification fails as it does in Kong. */
    private static void trust(SslContextBuilder builder, Key key, RuntimeEntities entities)
        throws SSLException {
      StringBuilder chain = new StringBuilder();
      for (String id : key.authorities()) {
        CaCertificate authority = entities.byId(CaCertificate.class, id);
        if (authority != null) {
          chain.append(authority.cert()).append('\n');
        }
      }
      if (!chain.isEmpty()) {
        builder.trustManager(pem(chain.toString()));
        return;
      }
      try {
        KeyStore nothing = KeyStore.getInstance(KeyStore.getDefaultType());
        nothing.load(null, null);
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(nothing);
        builder.trustManager(factory);
      } catch (GeneralSecurityException | IOException unlikely) {
        throw new SSLException(unlikely);
      }
    }

    private static ByteArrayInputStream pem(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
