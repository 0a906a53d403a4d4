package io.quong.dataplane.http;

/** The case-insensitive hash of header names: the same over received bytes and over text. */
final class HeaderHash {
  private HeaderHash() {}

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  /** One step of the hash, so that a scanner can build it while it looks for the colon. */
  static int step(int hash, byte b) {
    return hash * 31 + lower(b);
  }

  static int of(CharSequence name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = step(hash, (byte) name.charAt(i));
    }
    return hash;
  }

  static int of(byte[] bytes, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = step(hash, bytes[i]);
    }
    return hash;
  }
}
