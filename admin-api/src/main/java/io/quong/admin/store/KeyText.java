package io.quong.admin.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Unique values as the index has them: PostgreSQL refuses to index long ones. */
final class KeyText {
  private static final int LONGEST = 500;

  private KeyText() {}

  static String of(String value) {
    if (value.length() <= LONGEST) {
      return value;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return value.substring(0, 64) + "…" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
