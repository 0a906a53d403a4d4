package io.quong.dataplane.path;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.plugin.message.Arguments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Parts of a request in the form in which they are hashed. All give null for what is not there. */
public final class HashedParts {
  private static final int HEX = 16;

  private HashedParts() {}

  public static String header(HeaderBlock headers, String name) {
    List<String> lines = headers.all(name);
    return lines.isEmpty() ? null : String.join(", ", lines);
  }

  public static String cookie(HeaderBlock headers, String name) {
    for (String line : headers.all("cookie")) {
      int from = 0;
      while (from < line.length()) {
        int to = line.indexOf(';', from);
        to = to < 0 ? line.length() : to;
        int equals = line.indexOf('=', from);
        if (equals > 0 && equals < to && line.substring(from, equals).trim().equals(name)) {
          return line.substring(equals + 1, to).trim();
        }
        from = to + 1;
      }
    }
    return null;
  }

  /**
   * As nginx has it in {@code $uri}: all escapes undone, also those that a path keeps.
   *
   * @param path the normalised one
   */
  public static String path(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    StringBuilder decoded = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%' && i + 2 < path.length()) {
        decoded.append((char) Integer.parseInt(path, i + 1, i + 3, HEX));
        i += 2;
      } else {
        decoded.append(c);
      }
    }
    return decoded.toString();
  }

  /**
   * @param limit how many arguments of the query are looked at
   */
  public static String queryArgument(String rawQuery, String name, int limit) {
    Arguments arguments = Arguments.parse(rawQuery, limit);
    if (!arguments.contains(name)) {
      return null;
    }
    List<String> values = new ArrayList<>(arguments.all(name));
    Collections.sort(values);
    return String.join(",", values);
  }
}
