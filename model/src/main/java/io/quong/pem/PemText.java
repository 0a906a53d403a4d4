package io.quong.pem;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads PEM text: certificates, and unencrypted private keys as PKCS#8, as PKCS#1 (RSA) and as SEC
 * 1 (EC), which is what {@code openssl} writes. Messages never quote the text.
 */
public final class PemText {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
  private static final String[] ALGORITHMS = {"RSA", "EC", "Ed25519", "Ed448", "RSASSA-PSS"};

  private static final Pattern PUBLIC =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*+)-----END PUBLIC KEY-----");
  private static final String[] PUBLIC_ALGORITHMS = {"RSA", "EC", "Ed25519", "Ed448"};

  private PemText() {}

  /** Whether the text has a block of a public key. */
  public static boolean hasPublicKey(String text) {
    return PUBLIC.matcher(text).find();
  }

  /**
   * The first public key.
   *
   * @throws GeneralSecurityException when there is none, or of an unknown kind
   */
  public static PublicKey publicKey(String text) throws GeneralSecurityException {
    Matcher block = PUBLIC.matcher(text);
    if (!block.find()) {
      throw new InvalidKeySpecException("no public key in the PEM text");
    }
    X509EncodedKeySpec key = new X509EncodedKeySpec(decoded(block.group(1)));
    InvalidKeySpecException notOfTheseKinds = null;
    for (String algorithm : PUBLIC_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(key);
      } catch (InvalidKeySpecException notOfThisKind) {
        notOfTheseKinds = notOfThisKind;
      }
    }
    throw new InvalidKeySpecException("the public key cannot be read", notOfTheseKinds);
  }

  /**
   * The certificates in their order, the leaf first.
   *
   * @throws CertificateException when there is none, or one cannot be read
   */
  public static List<X509Certificate> certificates(String text) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).endsWith("CERTIFICATE")) {
        found.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(decoded(block.group(2)))));
      }
    }
    if (found.isEmpty()) {
      throw new CertificateException("no certificate in the PEM text");
    }
    return found;
  }

  /**
   * The first private key.
   *
   * @throws GeneralSecurityException when there is none, it is encrypted, or of an unknown kind
   */
  public static PrivateKey privateKey(String text) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      // Parameters and certificates may stand before the key.
      String kind = block.group(1);
      if (kind.equals("PRIVATE KEY")) {
        return pkcs8(decoded(block.group(2)));
      }
      if (kind.equals("RSA PRIVATE KEY")) {
        return pkcs8(Der.pkcs8OfRsa(decoded(block.group(2))));
      }
      if (kind.equals("EC PRIVATE KEY")) {
        return pkcs8(Der.pkcs8OfEc(decoded(block.group(2))));
      }
    }
    throw new InvalidKeySpecException("no unencrypted private key in the PEM text");
  }

  private static byte[] decoded(String base64) throws CertificateException {
    try {
      return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new CertificateException("the PEM text is not base64", e);
    }
  }

  private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    GeneralSecurityException notOfTheseKinds = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException notOfThisKind) {
        notOfTheseKinds = notOfThisKind;
      }
    }
    throw new InvalidKeySpecException("the private key cannot be read", notOfTheseKinds);
  }
}
