package io.quong.pem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PemTextTest {
  private static String file(String name) throws IOException {
    try (InputStream in = PemTextTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void olderFormsOfKeysAreTheSameKeys() throws Exception {
    assertArrayEquals(
        PemText.privateKey(file("rsa-pkcs8.pem")).getEncoded(),
        PemText.privateKey(file("rsa-pkcs1.pem")).getEncoded());
    assertEquals(
        ((ECPrivateKey) PemText.privateKey(file("ec-pkcs8.pem"))).getS(),
        ((ECPrivateKey) PemText.privateKey(file("ec-sec1.pem"))).getS());
    assertEquals("EdDSA", PemText.privateKey(file("ed25519.pem")).getAlgorithm());
  }

  @Test
  void certificatesComeInTheirOrderAndTextAroundThemIsPassedOver() throws Exception {
    List<String> names =
        PemText.certificates("a comment\n" + file("rsa-cert.pem") + "\n" + file("ec-cert.pem"))
            .stream()
            .map(certificate -> certificate.getSubjectX500Principal().getName())
            .toList();
    assertEquals(List.of("CN=one.test", "CN=two.test"), names);
  }

  @Test
  void whatCannotBeReadIsToldWithoutTheText() throws Exception {
    assertEquals(
        "no unencrypted private key in the PEM text",
        assertThrows(
                GeneralSecurityException.class, () -> PemText.privateKey(file("encrypted.pem")))
            .getMessage());
    assertEquals(
        "the private key cannot be read",
        assertThrows(
                GeneralSecurityException.class,
                () ->
                    PemText.privateKey(
                        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----"))
            .getMessage());
    assertEquals(
        "the private key cannot be read",
        assertThrows(
                GeneralSecurityException.class,
                () ->
                    PemText.privateKey(
                        "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----"))
            .getMessage());
    assertEquals(
        "no certificate in the PEM text",
        assertThrows(CertificateException.class, () -> PemText.certificates("none")).getMessage());
  }
}
