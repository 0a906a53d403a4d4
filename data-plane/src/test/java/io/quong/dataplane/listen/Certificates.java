package io.quong.dataplane.listen;

import io.quong.dataplane.runtime.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The test certificates of the conformance cases. */
final class Certificates {
  private static final Path KEYS = Path.of("..", "acceptance", "conformance", "keys");

  private Certificates() {}

  /** A pair such as {@code rsa-one}. */
  static ServerCertificate.Pair pair(String name) {
    try {
      String algorithm = name.substring(0, name.indexOf('-')).toUpperCase(Locale.ROOT);
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(Files.newInputStream(KEYS.resolve(name + "-cert.pem")));
      String pem = Files.readString(KEYS.resolve(name + "-key.pem"));
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*?-----", ""));
      return new ServerCertificate.Pair(
          List.of(certificate),
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
