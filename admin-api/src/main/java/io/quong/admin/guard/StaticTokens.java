package io.quong.admin.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Tokens that the settings have; compared in a time that does not tell how much is right. */
final class StaticTokens implements BearerGuard.Tokens {
  private final byte[] admin;
  private final byte[] readOnly;

  /**
   * @param readOnly null for none
   */
  StaticTokens(String admin, String readOnly) {
    this.admin = bytes(admin);
    this.readOnly = readOnly == null ? null : bytes(readOnly);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public BearerGuard.Bearer bearer(String token) {
    byte[] given = bytes(token);
    if (MessageDigest.isEqual(admin, given)) {
      return new BearerGuard.Bearer(Role.ADMIN.group(), Role.ADMIN);
    }
    return readOnly != null && MessageDigest.isEqual(readOnly, given)
        ? new BearerGuard.Bearer(Role.READ_ONLY.group(), Role.READ_ONLY)
        : null;
  }
}
