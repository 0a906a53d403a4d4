package io.quong.schema.check;

import io.quong.pem.PemText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/** Keys in PEM, and whether two of them belong together. */
final class KeyPairs {
  private static final byte[] PROBE = "quong".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  /** The private key of the text, or else the public one. */
  static Key key(String pem) throws GeneralSecurityException {
    return PemText.hasPublicKey(pem) ? PemText.publicKey(pem) : PemText.privateKey(pem);
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
