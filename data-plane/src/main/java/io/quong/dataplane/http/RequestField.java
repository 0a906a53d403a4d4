package io.quong.dataplane.http;

/** The request headers that decide how a request is read, or that nginx takes only once. */
enum RequestField {
  HOST("Host", true),
  CONTENT_LENGTH("Content-Length", true),
  TRANSFER_ENCODING("Transfer-Encoding", true),
  CONNECTION("Connection", false),
  EXPECT("Expect", true),
  AUTHORIZATION("Authorization", true),
  CONTENT_RANGE("Content-Range", true),
  IF_MATCH("If-Match", true),
  IF_NONE_MATCH("If-None-Match", true),
  IF_MODIFIED_SINCE("If-Modified-Since", true),
  IF_UNMODIFIED_SINCE("If-Unmodified-Since", true),
  IF_RANGE("If-Range", true);

  private static final int SLOTS = 128;
  private static final RequestField[] BY_HASH = new RequestField[SLOTS];

  static {
    for (RequestField field : values()) {
      int slot = field.hash & (SLOTS - 1);
      while (BY_HASH[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      BY_HASH[slot] = field;
    }
  }

  private final String name;
  private final int hash;
  private final boolean once;

  RequestField(String name, boolean once) {
    this.name = name;
    this.hash = HeaderHash.of(name);
    this.once = once;
  }

  boolean once() {
    return once;
  }

  int bit() {
    return 1 << ordinal();
  }

  /** The field of a received name, or null for the many that mean nothing here. */
  static RequestField of(int hash, byte[] bytes, int from, int to) {
    for (int slot = hash & (SLOTS - 1); BY_HASH[slot] != null; slot = (slot + 1) & (SLOTS - 1)) {
      RequestField field = BY_HASH[slot];
      if (field.hash == hash && Tokens.equalsIgnoreCase(bytes, from, to, field.name)) {
        return field;
      }
    }
    return null;
  }
}
