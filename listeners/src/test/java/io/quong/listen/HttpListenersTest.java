package io.quong.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quong.settings.Keys;
import io.quong.settings.Settings;
import io.quong.settings.SettingsReader;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpListenersTest {
  @TempDir Path prefix;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private HttpListeners open(String listen) throws Exception {
    Settings settings =
        new SettingsReader(Map.of("KONG_ADMIN_LISTEN", listen, "KONG_PREFIX", prefix.toString()))
            .read(null, Map.of());
    HttpListeners listeners = new HttpListeners(vertx, settings, ListenerCertificates.Server.ADMIN);
    listeners.open(
        settings.get(Keys.ADMIN_LISTEN),
        request -> request.response().end(request.version() + " " + request.isSSL()));
    return listeners;
  }

  private String get(String address, HttpVersion version, boolean ssl) throws Exception {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(version)
            .setHttp2ClearTextUpgrade(false)
            .setSsl(ssl)
            .setUseAlpn(ssl)
            .setTrustAll(true)
            .setVerifyHost(false);
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    return vertx
        .createHttpClient(options)
        .request(HttpMethod.GET, port, "127.0.0.1", "/")
        .compose(request -> request.send())
        .compose(response -> response.body())
        .map(body -> body.toString())
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void everyAddressOfTheListAnswers() throws Exception {
    HttpListeners listeners =
        open("127.0.0.1:0 backlog=16, 127.0.0.1:0 ssl http2 reuseport, localhost:0");
    List<String> addresses = listeners.urls();
    assertEquals(3, addresses.size());
    assertEquals("HTTP_1_1 false", get(addresses.get(0), HttpVersion.HTTP_1_1, false));
    assertEquals("HTTP_2 false", get(addresses.get(0), HttpVersion.HTTP_2, false));
    assertEquals("HTTP_2 true", get(addresses.get(1), HttpVersion.HTTP_2, true));
    assertEquals("HTTP_1_1 true", get(addresses.get(1), HttpVersion.HTTP_1_1, true));
    assertEquals("HTTP_1_1 false", get(addresses.get(2), HttpVersion.HTTP_1_1, false));
    listeners.close(100);
  }

  @Test
  void takenAddressIsRefusedByNameEvenWithReuseport() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      IOException e =
          assertThrows(
              IOException.class, () -> open("127.0.0.1:" + taken.getLocalPort() + " reuseport"));
      assertTrue(
          e.getMessage()
              .startsWith("could not listen on 127.0.0.1:" + taken.getLocalPort() + ": Address"),
          e.getMessage());
    }
  }

  @Test
  void certificatesAreMadeOnceAndValidForTwentyYears() throws Exception {
    open("127.0.0.1:0 ssl").close(0);
    Path file = prefix.resolve("ssl/admin-kong-default-ecdsa.crt");
    byte[] first = Files.readAllBytes(file);
    open("127.0.0.1:0 ssl").close(0);
    assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(file)));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(prefix.resolve("ssl/admin-kong-default.key"))));
    for (String name : List.of("admin-kong-default.crt", "admin-kong-default-ecdsa.crt")) {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(Files.newInputStream(prefix.resolve("ssl").resolve(name)));
      certificate.verify(certificate.getPublicKey());
      assertEquals("CN=localhost", certificate.getSubjectX500Principal().getName());
      long days =
          Duration.between(
                  certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant())
              .toDays();
      assertEquals(20 * 365 + 1, days);
    }
  }
}
