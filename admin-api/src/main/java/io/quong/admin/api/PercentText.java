package io.quong.admin.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text of paths, queries and forms; a plus is a blank in all of them. */
final class PercentText {
  private PercentText() {}

  /** The text, or null when a percent sign is not followed by two hexadecimal digits. */
  static String decodeStrictly(String text) {
    return decode(text, true);
  }

  /** The text; a percent sign that means nothing stands for itself. */
  static String decode(String text) {
    return decode(text, false);
  }

  private static String decode(String text, boolean strict) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0 && isAscii(text)) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '+') {
        out.write(' ');
      } else if (bytes[i] == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
        if (low >= 0) {
          out.write(high << 4 | low);
          i += 2;
        } else if (strict) {
          return null;
        } else {
          out.write('%');
        }
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }
}
