package io.quong.plugins.oauth2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.Transform;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * How a client secret is stored when it is hashed: PBKDF2 with HMAC-SHA-512 in the PHC text form,
 * {@code $pbkdf2-sha512$i=10000,l=32$<salt>$<hash>}, both in base64 without padding.
 */
public final class SecretHash implements Transform {
  private static final int ROUNDS = 10_000;
  private static final int LENGTH = 32;
  private static final int SALT = 16;

  /** Hashes of others may ask for more, but not for so much that a check stands still. */
  private static final int MOST_ROUNDS = 1_000_000;

  private static final int MOST_LENGTH = 128;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$pbkdf2-sha512\\$i=(\\d{1,7}),l=(\\d{1,3})\\$([^$]{1,256})\\$([^$]{1,256})");
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public void apply(ObjectNode credential) {
    if (credential.path("hash_secret").asBoolean()
        && credential.path("client_secret").isTextual()) {
      credential.put("client_secret", of(credential.get("client_secret").asText()));
    }
  }

  static String of(String secret) {
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$pbkdf2-sha512$i="
        + ROUNDS
        + ",l="
        + LENGTH
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash(secret, salt, ROUNDS, LENGTH));
  }

  /** Whether a secret is the one that was hashed; takes milliseconds: not for an event loop. */
  static boolean matches(String hashed, String secret) {
    Matcher form = FORM.matcher(hashed);
    if (!form.matches()) {
      return false;
    }
    int rounds = Integer.parseInt(form.group(1));
    int length = Integer.parseInt(form.group(2));
    if (rounds < 1 || rounds > MOST_ROUNDS || length < 1 || length > MOST_LENGTH) {
      return false;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(form.group(3));
      byte[] wanted = Base64.getDecoder().decode(form.group(4));
      return MessageDigest.isEqual(wanted, hash(secret, salt, rounds, length));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static byte[] hash(String secret, byte[] salt, int rounds, int length) {
    try {
      PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, rounds, length * 8);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
