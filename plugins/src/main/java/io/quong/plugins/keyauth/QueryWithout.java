package io.quong.plugins.keyauth;

import io.quong.plugin.message.PercentEncoding;

/**
 * Takes an argument out of a query; the others keep their order and are written anew, as in Kong.
 */
final class QueryWithout {
  private QueryWithout() {}

  static String argument(String query, String name) {
    StringBuilder out = new StringBuilder(query.length());
    int from = 0;
    while (from <= query.length()) {
      int to = query.indexOf('&', from);
      if (to < 0) {
        to = query.length();
      }
      if (to > from) {
        append(out, query.substring(from, to), name);
      }
      from = to + 1;
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String piece, String name) {
    int equals = piece.indexOf('=');
    String key = PercentEncoding.decode(equals < 0 ? piece : piece.substring(0, equals));
    if (key.equals(name)) {
      return;
    }
    String value = equals < 0 ? "" : PercentEncoding.decode(piece.substring(equals + 1));
    if (out.length() > 0) {
      out.append('&');
    }
    out.append(plus(key)).append('=').append(plus(value));
  }

  private static String plus(String text) {
    return PercentEncoding.component(text).replace("%20", "+");
  }
}
