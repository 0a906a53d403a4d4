package io.quong.uri;

/**
 * Writes a normalised path as it may stand in a request line: every byte outside {@code A-Z a-z 0-9
 * - . _ ~ ! # $ & ' ( ) * + , / : ; = ? @ [ ] %} becomes {@code %XX}. Escapes that are there stay,
 * so that nothing is escaped twice.
 */
public final class PathEscaper {
  private static final String HEX = "0123456789ABCDEF";
  private static final boolean[] KEPT = kept();

  private PathEscaper() {}

  /**
   * @param path one character a byte
   */
  public static String escape(String path) {
    int first = 0;
    while (first < path.length() && keeps(path.charAt(first))) {
      first++;
    }
    if (first == path.length()) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length() + 16).append(path, 0, first);
    for (int i = first; i < path.length(); i++) {
      char c = path.charAt(i);
      if (keeps(c)) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt((c >> 4) & 15)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  private static boolean keeps(char c) {
    return c < 128 && KEPT[c];
  }

  private static boolean[] kept() {
    boolean[] table = new boolean[128];
    for (char c = 0; c < 128; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      table[c] = letter || digit || "-._~!#$&'()*+,/:;=?@[]%".indexOf(c) >= 0;
    }
    return table;
  }
}
