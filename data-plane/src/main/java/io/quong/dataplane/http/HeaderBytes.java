package io.quong.dataplane.http;

/** What nginx makes of a byte in a header line: one table for the parsers and for what is set. */
final class HeaderBytes {
  private static final byte NAME = 1;
  private static final byte TOKEN = 2;
  private static final byte NAME_BREAK = 4;
  private static final byte VALUE = 8;
  private static final byte[] TABLE = table();

  private HeaderBytes() {}

  /** Letters, digits, dash and underscore: nginx drops request headers with any other in a name. */
  static boolean inPlainName(byte b) {
    return (TABLE[b & 0xff] & NAME) != 0;
  }

  /** A token character of RFC 9110: what may stand in a name that we write. */
  static boolean inName(byte b) {
    return (TABLE[b & 0xff] & TOKEN) != 0;
  }

  /** Blanks, control bytes, DEL: a name with one of these makes the whole request a 400. */
  static boolean breaksName(byte b) {
    return (TABLE[b & 0xff] & NAME_BREAK) != 0;
  }

  /** All but control bytes; a tab is no control byte here. */
  static boolean inValue(byte b) {
    return (TABLE[b & 0xff] & VALUE) != 0;
  }

  private static byte[] table() {
    byte[] table = new byte[256];
    for (int c = 0; c < 256; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      boolean plain = letter || digit || c == '-' || c == '_';
      boolean token = plain || "!#$%&'*+.^`|~".indexOf(c) >= 0;
      boolean control = c < 0x20 || c == 0x7f;
      table[c] =
          (byte)
              ((plain ? NAME : 0)
                  | (token ? TOKEN : 0)
                  | (control || c == ' ' ? NAME_BREAK : 0)
                  | (control && c != '\t' ? 0 : VALUE));
    }
    return table;
  }
}
