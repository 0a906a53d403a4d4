package io.quong.dataplane.http;

import java.nio.charset.StandardCharsets;

/** Method names; the usual ones are not decoded anew for each request. */
final class Methods {
  private static final String[] KNOWN = {
    "GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"
  };

  private Methods() {}

  static String of(byte[] bytes, int from, int to) {
    for (String known : KNOWN) {
      if (Tokens.equals(bytes, from, to, known)) {
        return known;
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
