package io.quong.plugins.basicauth;

import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.LenientBase64;
import java.nio.charset.StandardCharsets;

/**
 * The name and the password of an {@code Authorization} header, both byte text.
 *
 * @param username never empty
 */
record Login(String username, String password) {
  private static final String SCHEME = "asic";

  /**
   * As Kong finds it: {@code Basic} with a small or a large first letter anywhere in the value, and
   * base64 behind it. Null when there is none.
   */
  static Login read(String header) {
    int at = header.indexOf(SCHEME);
    while (at >= 0) {
      int end = at + SCHEME.length();
      boolean scheme = at > 0 && (header.charAt(at - 1) == 'B' || header.charAt(at - 1) == 'b');
      if (scheme && end < header.length()) {
        return decode(header, end);
      }
      at = header.indexOf(SCHEME, end);
    }
    return null;
  }

  private static Login decode(String header, int from) {
    int start = from;
    while (start < header.length()
        && (header.charAt(start) == ' ' || header.charAt(start) == '\t')) {
      start++;
    }
    byte[] decoded = LenientBase64.decode(header.substring(start));
    return decoded == null ? null : split(new String(decoded, StandardCharsets.ISO_8859_1));
  }

  private static Login split(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == ':') {
      start++;
    }
    int colon = text.indexOf(':', start);
    if (colon < 0) {
      return null;
    }
    int end = text.indexOf('\n', colon);
    return new Login(
        text.substring(start, colon), text.substring(colon + 1, end < 0 ? text.length() : end));
  }

  /** The name as entities have it. */
  String name() {
    return ByteText.unicode(username);
  }

  byte[] passwordBytes() {
    return password.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Login[" + username + "]";
  }
}
