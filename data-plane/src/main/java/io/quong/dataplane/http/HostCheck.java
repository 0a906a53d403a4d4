package io.quong.dataplane.http;

/** nginx's rule for what may stand in {@code Host}, {@code :authority} or an absolute target. */
final class HostCheck {
  private HostCheck() {}

  /**
   * No blanks, control bytes or slashes, no two dots in a row, and something before the port. What
   * stands behind the colon is not looked at.
   */
  static boolean accepts(byte[] bytes, int from, int to) {
    int lastDot = -2;
    int hostEnd = to;
    boolean literal = false;
    boolean inHost = true;
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if (b == '.') {
        if (lastDot == at - 1) {
          return false;
        }
        lastDot = at;
      } else if (b == ':') {
        if (inHost && !literal) {
          hostEnd = at;
          inHost = false;
        }
      } else if (b == '[') {
        literal |= at == from;
      } else if (b == ']') {
        if (inHost && literal) {
          hostEnd = at + 1;
          inHost = false;
        }
      } else if (b == '/' || (b >= 0 && b <= ' ') || b == 0x7f) {
        return false;
      }
    }
    if (lastDot == hostEnd - 1) {
      hostEnd--;
    }
    return hostEnd > from;
  }
}
