package io.quong.dataplane.path;

import java.util.Locale;
import java.util.regex.Pattern;

/** Headers and arguments whose values explanations do not show, told by their names. */
public final class SecretNames {
  static final String HIDDEN = "<hidden>";

  private static final Pattern SECRET =
      Pattern.compile("auth|cookie|key|token|secret|passw|credential|session|jwt|signature");

  private SecretNames() {}

  /** Whether a value of this name is hidden. */
  static boolean is(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  /** A query with the values of secret arguments hidden; null for none. */
  public static String hideIn(String rawQuery) {
    if (rawQuery == null) {
      return null;
    }
    StringBuilder shown = new StringBuilder(rawQuery.length());
    int from = 0;
    while (from <= rawQuery.length()) {
      int to = rawQuery.indexOf('&', from);
      to = to < 0 ? rawQuery.length() : to;
      int equals = rawQuery.indexOf('=', from);
      boolean hide = equals > from && equals < to && is(rawQuery.substring(from, equals));
      shown.append(from == 0 ? "" : "&");
      shown.append(
          hide ? rawQuery.substring(from, equals + 1) + HIDDEN : rawQuery.substring(from, to));
      from = to + 1;
    }
    return shown.toString();
  }
}
