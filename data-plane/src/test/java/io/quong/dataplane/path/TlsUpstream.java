package io.quong.dataplane.path;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * An HTTPS upstream that answers with the server name that it was asked for and the subject of the
 * certificate that it was shown, {@code localhost CN=one.test}; a dash for none.
 */
final class TlsUpstream implements AutoCloseable {
  private static final Path KEYS = Path.of("..", "acceptance", "conformance", "keys");

  final AtomicInteger connections = new AtomicInteger();
  private final SSLServerSocket server;
  private final List<SSLSocket> sockets = new CopyOnWriteArrayList<>();

  /**
   * @param pair of the test certificates
   */
  TlsUpstream(String pair) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(pair), new TrustManager[] {new TakesAny()}, new SecureRandom());
      server =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 128, InetAddress.getLoopbackAddress());
      server.setWantClientAuth(true);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    thread(this::accept);
  }

  private static javax.net.ssl.KeyManager[] keys(String pair)
      throws IOException, GeneralSecurityException {
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Files.readAllBytes(KEYS.resolve(pair + "-cert.pem"))));
    String pem = Files.readString(KEYS.resolve(pair + "-key.pem"));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*?-----", ""));
    String algorithm = certificate.getPublicKey().getAlgorithm();
    PrivateKey key =
        KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("pair", key, new char[0], new Certificate[] {certificate});
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "tls-upstream");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        SSLSocket socket = (SSLSocket) server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        thread(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(SSLSocket socket) {
    try (socket) {
      socket.startHandshake();
      String body = serverName(socket) + " " + client(socket);
      while (request(socket.getInputStream())) {
        socket.getOutputStream().write(RawUpstream.ok(body).getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException gone) {
      // The gateway went away, or did not like the certificate; the test sees its answer.
      return;
    }
  }

  private static boolean request(InputStream in) throws IOException {
    int matched = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
      if (matched == 4) {
        return true;
      }
    }
    return false;
  }

  private static String serverName(SSLSocket socket) {
    return ((ExtendedSSLSession) socket.getSession())
        .getRequestedServerNames().stream()
            .map(name -> ((SNIHostName) name).getAsciiName())
            .findFirst()
            .orElse("-");
  }

  private static String client(SSLSocket socket) {
    try {
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    } catch (SSLPeerUnverifiedException none) {
      return "-";
    }
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (SSLSocket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts whoever comes. */
  static final class TakesAny implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
