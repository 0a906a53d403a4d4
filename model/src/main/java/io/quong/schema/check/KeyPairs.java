package io.quong.schema.check;

import io.quong.pem.PemText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in PEM, and whether two of them belong together. */
final class KeyPairs {
  private static final Pattern PUBLIC =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*+)-----END PUBLIC KEY-----");
  private static final byte[] PROBE = "quong".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  /** The private key of the text, or else the public one. */
  static Key key(String pem) throws GeneralSecurityException {
    return PUBLIC.matcher(pem).find() ? publicKey(pem) : PemText.privateKey(pem);
  }

  static PublicKey publicKey(String pem) throws GeneralSecurityException {
    Matcher block = PUBLIC.matcher(pem);
    if (!block.find()) {
      throw new InvalidKeySpecException("no public key in the PEM text");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(block.group(1));
    } catch (IllegalArgumentException broken) {
      throw new InvalidKeySpecException("the PEM text is not base64", broken);
    }
    InvalidKeySpecException notOfTheseKinds = null;
    for (String algorithm : new String[] {"RSA", "EC", "Ed25519", "Ed448"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      } catch (InvalidKeySpecException notOfThisKind) {
        notOfTheseKinds = notOfThisKind;
      }
    }
    throw new InvalidKeySpecException("the public key cannot be read", notOfTheseKinds);
  }

  /** Whether what one signs the other confirms. */
  static boolean match(PublicKey open, PrivateKey secret) {
    if (!family(open).equals(family(secret))) {
      return false;
    }
    if (open instanceof RSAKey one && secret instanceof RSAKey other) {
      return one.getModulus().equals(other.getModulus());
    }
    try {
      String algorithm = family(open).equals("EC") ? "SHA256withECDSA" : open.getAlgorithm();
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException different) {
      return false;
    }
  }

  /** {@code RSA}, {@code EC}, …: keys of one family can be compared. */
  static String family(Key key) {
    return key instanceof RSAKey ? "RSA" : key.getAlgorithm();
  }
}
