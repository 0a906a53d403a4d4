package io.quong.dataplane.http;

/** Reads the value of a Content-Length: digits and nothing else. */
final class ContentLength {
  private static final long BEFORE_OVERFLOW = (Long.MAX_VALUE - 9) / 10;

  private ContentLength() {}

  /** The number of bytes, or -1 when the value is none. */
  static long parse(byte[] bytes, int from, int to) {
    if (from == to) {
      return -1;
    }
    long sum = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9 || sum > BEFORE_OVERFLOW) {
        return -1;
      }
      sum = sum * 10 + digit;
    }
    return sum;
  }
}
