package io.quong.dataplane.http;

/** Comparisons of received bytes with ASCII text, without decoding. */
final class Tokens {
  private Tokens() {}

  static boolean equals(byte[] bytes, int from, int to, CharSequence text) {
    if (to - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((bytes[from + i] & 0xff) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean equalsIgnoreCase(byte[] bytes, int from, int to, CharSequence text) {
    if (to - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0xff || HeaderHash.lower(bytes[from + i]) != HeaderHash.lower((byte) c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a comma-separated list has the token; blanks around items and empty items don't count.
   */
  static boolean contains(byte[] bytes, int from, int to, CharSequence token) {
    int start = from;
    while (start < to) {
      int comma = start;
      while (comma < to && bytes[comma] != ',') {
        comma++;
      }
      int first = start;
      int last = comma;
      while (first < last && blank(bytes[first])) {
        first++;
      }
      while (last > first && blank(bytes[last - 1])) {
        last--;
      }
      if (equalsIgnoreCase(bytes, first, last, token)) {
        return true;
      }
      start = comma + 1;
    }
    return false;
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t';
  }
}
