package io.quong.plugin.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 as nginx reads it: padding may be missing, and what stands behind the first {@code =} does
 * not count.
 */
public final class LenientBase64 {
  private LenientBase64() {}

  /** Of the alphabet with {@code +} and {@code /}; null when it is none. */
  public static byte[] decode(String text) {
    return decode(text, Base64.getDecoder());
  }

  /** Of the alphabet with {@code -} and {@code _}; null when it is none. */
  public static byte[] decodeUrl(String text) {
    return decode(text, Base64.getUrlDecoder());
  }

  private static byte[] decode(String text, Base64.Decoder decoder) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int end = text.indexOf('=');
    try {
      return decoder.decode(end < 0 ? bytes : Arrays.copyOf(bytes, end));
    } catch (IllegalArgumentException none) {
      return null;
    }
  }
}
