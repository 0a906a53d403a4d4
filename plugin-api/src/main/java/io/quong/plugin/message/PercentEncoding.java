package io.quong.plugin.message;

/** Percent-encoding of byte text, as Kong writes and reads arguments. */
public final class PercentEncoding {
  private static final String HEX = "0123456789ABCDEF";
  private static final boolean[] UNRESERVED = table("-_.~");

  private PercentEncoding() {}

  private static boolean[] table(String others) {
    boolean[] kept = new boolean[256];
    for (int c = 0; c < 128; c++) {
      kept[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || others.indexOf(c) >= 0;
    }
    return kept;
  }

  /** Everything but letters, digits and {@code - _ . ~} becomes {@code %XX}. */
  public static String component(String bytes) {
    return encode(bytes, UNRESERVED);
  }

  private static String encode(String bytes, boolean[] kept) {
    StringBuilder out = null;
    for (int i = 0; i < bytes.length(); i++) {
      int c = bytes.charAt(i) & 0xff;
      if (kept[c]) {
        if (out != null) {
          out.append((char) c);
        }
      } else {
        if (out == null) {
          out = new StringBuilder(bytes.length() + 16).append(bytes, 0, i);
        }
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out == null ? bytes : out.toString();
  }

  /** Decodes {@code %XX} and {@code +}; a percent sign without two hex digits stays. */
  public static String decode(String encoded) {
    if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
      return encoded;
    }
    StringBuilder out = new StringBuilder(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '+') {
        out.append(' ');
      } else if (c == '%' && i + 2 < encoded.length()) {
        int high = Character.digit(encoded.charAt(i + 1), 16);
        int low = Character.digit(encoded.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          out.append((char) (high << 4 | low));
          i += 2;
        } else {
          out.append(c);
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
