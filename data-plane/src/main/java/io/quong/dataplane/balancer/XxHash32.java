package io.quong.dataplane.balancer;

/** The 32-bit xxHash with seed 0, by which Kong spreads requests over a ring. */
final class XxHash32 {
  private static final int PRIME1 = 0x9E3779B1;
  private static final int PRIME2 = 0x85EBCA77;
  private static final int PRIME3 = 0xC2B2AE3D;
  private static final int PRIME4 = 0x27D4EB2F;
  private static final int PRIME5 = 0x165667B1;

  /** The sum of the first two, which wraps around. */
  private static final int FIRST_LANE = 0x24234428;

  private static final int STRIPE = 16;

  private XxHash32() {}

  /** Of text that is one character a byte. */
  static int of(String bytes) {
    int length = bytes.length();
    int at = 0;
    int hash;
    if (length >= STRIPE) {
      int a = FIRST_LANE;
      int b = PRIME2;
      int c = 0;
      int d = -PRIME1;
      for (; at <= length - STRIPE; at += STRIPE) {
        a = round(a, word(bytes, at));
        b = round(b, word(bytes, at + 4));
        c = round(c, word(bytes, at + 8));
        d = round(d, word(bytes, at + 12));
      }
      hash =
          Integer.rotateLeft(a, 1)
              + Integer.rotateLeft(b, 7)
              + Integer.rotateLeft(c, 12)
              + Integer.rotateLeft(d, 18);
    } else {
      hash = PRIME5;
    }
    hash += length;
    for (; at <= length - 4; at += 4) {
      hash = Integer.rotateLeft(hash + word(bytes, at) * PRIME3, 17) * PRIME4;
    }
    for (; at < length; at++) {
      hash = Integer.rotateLeft(hash + (bytes.charAt(at) & 0xFF) * PRIME5, 11) * PRIME1;
    }
    hash = (hash ^ (hash >>> 15)) * PRIME2;
    hash = (hash ^ (hash >>> 13)) * PRIME3;
    return hash ^ (hash >>> 16);
  }

  private static int round(int lane, int word) {
    return Integer.rotateLeft(lane + word * PRIME2, 13) * PRIME1;
  }

  /** Little-endian. */
  private static int word(String bytes, int at) {
    return (bytes.charAt(at) & 0xFF)
        | (bytes.charAt(at + 1) & 0xFF) << 8
        | (bytes.charAt(at + 2) & 0xFF) << 16
        | bytes.charAt(at + 3) << 24;
  }
}
