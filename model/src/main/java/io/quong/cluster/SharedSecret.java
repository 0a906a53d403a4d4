package io.quong.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a node and a control plane both know when they have no certificates in common. The secret
 * itself never travels: each side shows a keyed digest that is bound to the TLS certificate of the
 * connection, so that whoever sits in between with a certificate of its own learns nothing that the
 * other side would take.
 */
public final class SharedSecret {
  /** Stands for the certificate where there is none: plain HTTP on the loopback interface. */
  public static final String NO_CERTIFICATE = "";

  private static final int SHORTEST = 16;

  private final SecretKeySpec key;

  /**
   * @throws IllegalArgumentException when it is too short to be a secret
   */
  public SharedSecret(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "the cluster secret must have at least " + SHORTEST + " characters");
    }
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /**
   * What a node shows.
   *
   * @param certificate SHA-256 of the control plane's certificate as the node sees it, in hex, or
   *     {@link #NO_CERTIFICATE}
   */
  public String token(String nodeId, String certificate) {
    return digest("node\n" + nodeId + "\n" + certificate);
  }

  /** What the control plane shows in return, for the node's nonce. */
  public String proof(String nonce, String certificate) {
    return digest("control-plane\n" + nonce + "\n" + certificate);
  }

  /** Whether two digests are equal, in a time that does not tell where they differ. */
  public static boolean equal(String expected, String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private String digest(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is not available", e);
    }
  }

  @Override
  public String toString() {
    return "SharedSecret[******]";
  }
}
