package io.quong.plugin.message;

import io.quong.plugin.Headers;
import java.util.List;

/** The cookies of a request, as nginx's variables {@code $cookie_…} have them. */
public final class Cookies {
  private Cookies() {}

  /**
   * The value of the first cookie with the name, in any case of letters, as it was sent; null when
   * there is none.
   */
  public static String get(Headers headers, String name) {
    List<String> lines = headers.all("Cookie");
    for (int i = 0; i < lines.size(); i++) {
      String found = get(lines.get(i), name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static String get(String line, String name) {
    int from = 0;
    while (from < line.length()) {
      int end = line.indexOf(';', from);
      if (end < 0) {
        end = line.length();
      }
      while (from < end && line.charAt(from) == ' ') {
        from++;
      }
      int at = from + name.length();
      if (line.regionMatches(true, from, name, 0, name.length())) {
        at = blanks(line, at, end);
        if (at < end && line.charAt(at) == '=') {
          return line.substring(blanks(line, at + 1, end), end);
        }
      }
      from = end + 1;
    }
    return null;
  }

  private static int blanks(String line, int from, int end) {
    int at = from;
    while (at < end && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
