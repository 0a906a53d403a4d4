package io.quong.dataplane.http;

/**
 * What nginx refuses in the path of a target before anything is routed: escapes that are none,
 * {@code %00}, and dots that climb above the root. It checks only; the path is normalised where it
 * is matched.
 */
final class TargetCheck {
  private static final int END = -1;
  private static final int BAD = -2;

  private TargetCheck() {}

  /**
   * @param from first byte of the path; the range is empty or begins with a slash or question mark
   */
  static boolean accepts(byte[] bytes, int from, int to) {
    int depth = 0;
    int length = 0;
    int dots = 0;
    int at = from;
    while (true) {
      int c = at < to ? bytes[at] & 0xff : END;
      at++;
      if (c == '?' || c == '#') {
        c = END;
      } else if (c == '%') {
        c = escape(bytes, at, to);
        at += 2;
        if (c == BAD || c == 0) {
          return false;
        }
      }
      if (c != END && c != '/') {
        length++;
        dots += c == '.' ? 1 : 0;
        continue;
      }
      if (length != dots || length > 2) {
        depth++;
      } else if (dots == 2 && depth-- == 0) {
        return false;
      }
      if (c == END) {
        return true;
      }
      length = 0;
      dots = 0;
    }
  }

  private static int escape(byte[] bytes, int at, int to) {
    if (at + 2 > to) {
      return BAD;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? BAD : (high << 4) | low;
  }
}
