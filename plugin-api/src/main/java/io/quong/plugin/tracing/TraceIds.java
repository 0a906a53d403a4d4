package io.quong.plugin.tracing;

import java.math.BigInteger;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of traces and spans, and their forms. */
public final class TraceIds {
  static final int TRACE_DIGITS = 32;
  static final int SPAN_DIGITS = 16;

  private static final String ZEROS = "0".repeat(TRACE_DIGITS);

  private TraceIds() {}

  /** 32 hex digits, of which with 8 bytes the first half is zero. */
  public static String trace(int bytes) {
    return bytes == 8 ? ZEROS.substring(SPAN_DIGITS) + span() : span() + span();
  }

  /** 16 hex digits, not all zero. */
  public static String span() {
    long id = 0;
    while (id == 0) {
      id = ThreadLocalRandom.current().nextLong();
    }
    String hex = Long.toHexString(id);
    return ZEROS.substring(0, SPAN_DIGITS - hex.length()) + hex;
  }

  /** Whether it is hex digits alone, at least one. */
  static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether it is so many hex digits that are not all zero. */
  static boolean isId(String text, int digits) {
    return text.length() == digits && isHex(text) && !isZero(text);
  }

  static boolean isZero(String hex) {
    for (int i = 0; i < hex.length(); i++) {
      if (hex.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** In lower case, with zeros in front. */
  static String padded(String hex, int digits) {
    String lower = hex.toLowerCase(Locale.ROOT);
    return lower.length() >= digits
        ? lower.substring(lower.length() - digits)
        : ZEROS.substring(0, digits - lower.length()) + lower;
  }

  /** Decimal digits as hex; null when they are none, or more than so many hex digits. */
  static String hex(String decimal, int digits) {
    if (decimal.isEmpty() || decimal.length() > 39) {
      return null;
    }
    for (int i = 0; i < decimal.length(); i++) {
      if (decimal.charAt(i) < '0' || decimal.charAt(i) > '9') {
        return null;
      }
    }
    String hex = new BigInteger(decimal).toString(16);
    return hex.length() > digits ? null : padded(hex, digits);
  }

  /** 16 hex digits as an unsigned decimal number. */
  static String decimal(String hex) {
    return Long.toUnsignedString(Long.parseUnsignedLong(hex, 16));
  }
}
