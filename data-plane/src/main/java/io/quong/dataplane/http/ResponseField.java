package io.quong.dataplane.http;

/** The response headers that decide how a response is read. */
enum ResponseField {
  CONTENT_LENGTH,
  TRANSFER_ENCODING,
  CONNECTION;

  /** The field of a received name, or null for all others. */
  static ResponseField of(int hash, byte[] bytes, int from, int to) {
    if (is(HeaderName.CONTENT_LENGTH, hash, bytes, from, to)) {
      return CONTENT_LENGTH;
    }
    if (is(HeaderName.CONNECTION, hash, bytes, from, to)) {
      return CONNECTION;
    }
    return is(HeaderName.TRANSFER_ENCODING, hash, bytes, from, to) ? TRANSFER_ENCODING : null;
  }

  private static boolean is(HeaderName name, int hash, byte[] bytes, int from, int to) {
    return name.hash() == hash && name.matches(bytes, from, to);
  }
}
