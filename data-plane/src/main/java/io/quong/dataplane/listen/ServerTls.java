package io.quong.dataplane.listen;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.quong.dataplane.runtime.CertificateSource;
import io.quong.dataplane.runtime.ServerCertificate;
import io.quong.settings.TlsProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * The TLS contexts of the proxy's listeners: one for each certificate that is served, made at its
 * first handshake and forgotten with the certificate, and one for clients that name no server or an
 * unknown one.
 */
public final class ServerTls {
  private final TlsProfile profile;
  private final List<String> offered;
  private final SslContext standard;
  private final Map<ServerCertificate, SslContext> contexts =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * @param standard what is served when no certificate of the configuration fits
   * @param http2 whether HTTP/2 is offered
   * @throws SSLException when the profile or a certificate is of no use
   */
  public ServerTls(TlsProfile profile, List<ServerCertificate.Pair> standard, boolean http2)
      throws SSLException {
    this(
        profile,
        standard,
        http2
            ? List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
            : List.of(ApplicationProtocolNames.HTTP_1_1));
  }

  private ServerTls(TlsProfile profile, List<ServerCertificate.Pair> standard, List<String> offered)
      throws SSLException {
    this.profile = profile;
    this.offered = offered;
    this.standard = context(standard);
  }

  /** For streams: what is spoken inside is not known, so no protocol is offered. */
  public static ServerTls forStreams(TlsProfile profile, List<ServerCertificate.Pair> standard)
      throws SSLException {
    return new ServerTls(profile, standard, List.of());
  }

  /** Takes the server's part of a handshake, with the settings of the profile. */
  SslHandler prepared(SslHandler handler, long timeoutMillis) {
    SSLParameters parameters = handler.engine().getSSLParameters();
    parameters.setUseCipherSuitesOrder(profile.preferServer());
    handler.engine().setSSLParameters(parameters);
    handler.setHandshakeTimeoutMillis(timeoutMillis);
    return handler;
  }

  /** A handler for a client that asked for the server name; see {@link #find}. */
  public SslHandler handler(
      CertificateSource source, String serverName, ByteBufAllocator allocator, long timeoutMillis)
      throws SSLException {
    return prepared(find(source, serverName).newHandler(allocator), timeoutMillis);
  }

  /**
   * The context for a server name.
   *
   * @param serverName null when the client sent none: that is served the standard certificate, a
   *     catch-all is for names
   */
  SslContext find(CertificateSource source, String serverName) throws SSLException {
    ServerCertificate certificate = serverName == null ? null : source.find(serverName);
    if (certificate == null) {
      return standard;
    }
    SslContext known = contexts.get(certificate);
    if (known != null) {
      return known;
    }
    List<ServerCertificate.Pair> pairs = new ArrayList<>(2);
    pairs.add(certificate.main());
    certificate.alternative().ifPresent(pairs::add);
    SslContext made = context(pairs);
    contexts.put(certificate, made);
    return made;
  }

  private SslContext context(List<ServerCertificate.Pair> pairs) throws SSLException {
    return SslContextBuilder.forServer(new PairKeyManager(pairs))
        .sslProvider(SslProvider.JDK)
        .protocols(profile.protocols())
        .ciphers(profile.ciphers(), SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(
            offered.isEmpty()
                ? ApplicationProtocolConfig.DISABLED
                : new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    offered))
        .build();
  }
}
