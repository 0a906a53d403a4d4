package io.quong.plugins.jwt;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature algorithms of tokens. */
enum Algorithm {
  HS256("HmacSHA256", 0),
  HS384("HmacSHA384", 0),
  HS512("HmacSHA512", 0),
  RS256("SHA256withRSA", 0),
  RS384("SHA384withRSA", 0),
  RS512("SHA512withRSA", 0),
  ES256("SHA256withECDSAinP1363Format", 64),
  ES384("SHA384withECDSAinP1363Format", 96),
  ES512("SHA512withECDSAinP1363Format", 132),
  PS256("SHA-256", 256),
  PS384("SHA-384", 256),
  PS512("SHA-512", 256),
  EdDSA("EdDSA", 0);

  private static final Map<String, Algorithm> BY_NAME = new HashMap<>();

  static {
    for (Algorithm each : values()) {
      BY_NAME.put(each.name(), each);
    }
  }

  private final String engine;
  private final int length;

  /**
   * @param length of a signature in bytes, where Kong insists on it; else 0
   */
  Algorithm(String engine, int length) {
    this.engine = engine;
    this.length = length;
  }

  /** Null for an unknown one, {@code none} among them. */
  static Algorithm named(String name) {
    return BY_NAME.get(name);
  }

  /** Whether the key is a secret that both sides have. */
  boolean isSymmetric() {
    return ordinal() <= HS512.ordinal();
  }

  /** Whether a secret made the signature. */
  boolean verify(byte[] secret, byte[] signed, byte[] signature) {
    try {
      Mac mac = Mac.getInstance(engine);
      // An empty key is the same as one of zeros, which Java takes.
      mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, engine));
      return MessageDigest.isEqual(signature, mac.doFinal(signed));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /**
   * Whether the private key of a public one made the signature.
   *
   * @throws IllegalArgumentException for a length on which Kong crashes
   */
  boolean verify(PublicKey key, byte[] signed, byte[] signature) {
    if (length > 0 && signature.length != length) {
      throw new IllegalArgumentException("a signature of " + name() + " has " + length + " bytes");
    }
    if (!takes(key)) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(name().startsWith("PS") ? "RSASSA-PSS" : engine);
      if (name().startsWith("PS")) {
        MGF1ParameterSpec mask = new MGF1ParameterSpec(engine);
        check.setParameter(new PSSParameterSpec(engine, "MGF1", mask, saltLength(), 1));
      }
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature);
    } catch (GeneralSecurityException malformedOrUnusable) {
      return false;
    }
  }

  private int saltLength() {
    return Integer.parseInt(engine.substring(4)) / 8;
  }

  private boolean takes(PublicKey key) {
    return switch (this) {
      case RS256, RS384, RS512, PS256, PS384, PS512 -> key instanceof RSAPublicKey;
      case ES256, ES384, ES512 -> key instanceof ECPublicKey;
      case EdDSA -> key instanceof EdECPublicKey;
      case HS256, HS384, HS512 -> false;
    };
  }
}
