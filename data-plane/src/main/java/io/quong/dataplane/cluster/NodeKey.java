package io.quong.dataplane.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The operator's {@code QUONG_NODE_KEY}, from which each file gets a key of its own. The costly
 * step, which makes a weak passphrase slow to guess, is done once for each salt and kept.
 */
final class NodeKey {
  static final int SALT = 16;
  private static final int ROUNDS = 100_000;

  private final char[] passphrase;
  private byte[] salt;
  private byte[] stretched;

  NodeKey(String passphrase) {
    this.passphrase = passphrase.toCharArray();
  }

  /** The salt for new files: that of the last file read, or a new one. */
  synchronized byte[] salt() {
    if (salt == null) {
      salt = new byte[SALT];
      new SecureRandom().nextBytes(salt);
    }
    return salt.clone();
  }

  /** The AES key of one file. */
  synchronized SecretKeySpec of(byte[] fileSalt, byte[] fileId) throws GeneralSecurityException {
    if (stretched == null || !Arrays.equals(salt, fileSalt)) {
      SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
      stretched =
          factory.generateSecret(new PBEKeySpec(passphrase, fileSalt, ROUNDS, 256)).getEncoded();
      salt = fileSalt.clone();
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(stretched, "HmacSHA256"));
    mac.update("quong node file".getBytes(StandardCharsets.UTF_8));
    return new SecretKeySpec(mac.doFinal(fileId), "AES");
  }

  @Override
  public String toString() {
    return "NodeKey[******]";
  }
}
