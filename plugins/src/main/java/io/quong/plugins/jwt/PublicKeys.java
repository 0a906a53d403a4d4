package io.quong.plugins.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quong.pem.PemText;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;

/** Public keys read from their PEM texts, once for all requests of the node. */
final class PublicKeys {
  private static final int MOST = 10_000;

  private final Cache<String, PublicKey> keys = Caffeine.newBuilder().maximumSize(MOST).build();

  /**
   * @throws IllegalArgumentException for a text that is no key, on which Kong crashes
   */
  PublicKey of(String pem) {
    return keys.get(pem, PublicKeys::read);
  }

  private static PublicKey read(String pem) {
    try {
      return PemText.hasPublicKey(pem)
          ? PemText.publicKey(pem)
          : publicPart(PemText.privateKey(pem));
    } catch (GeneralSecurityException none) {
      throw new IllegalArgumentException("the public key of a jwt credential cannot be read", none);
    }
  }

  /** Of a private key that a credential was given in the place of its public one. */
  private static PublicKey publicPart(PrivateKey key) throws GeneralSecurityException {
    if (key instanceof RSAPrivateCrtKey rsa) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }
    throw new java.security.InvalidKeyException("a private key of this kind tells no public one");
  }
}
