package io.quong.uri;

import java.nio.charset.StandardCharsets;

/**
 * Puts a path into the one form that everything works with: the router matches it, {@code
 * strip_path} cuts it, the upstream gets it (escaped again by {@link PathEscaper}), and the schema
 * of routes refuses prefix paths that are not in it. A second normaliser anywhere would let a
 * request reach an upstream by a path that its route does not guard.
 *
 * <p>As Kong: percent triplets are decoded unless the byte is reserved ({@code ! * ' ( ) ; : @ & =
 * + $ , / ? % # [ ]}), those that stay are written in capitals; then dot segments go and runs of
 * slashes become one. Escaped slashes never become separators.
 */
public final class PathNormaliser {
  private static final String RESERVED = "!*'();:@&=+$,/?%#[]";

  private PathNormaliser() {}

  /**
   * The normal form of a request's path.
   *
   * @param path one character a byte, begins with {@code /}, without query
   * @return one character a byte; null when the request is a bad one (400): a broken escape, {@code
   *     %00}, or {@code ..} above the root
   */
  public static String ofRequest(String path) {
    boolean plain = true;
    boolean segments = false;
    char before = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        plain = false;
      } else if ((c == '.' || c == '/') && before == '/') {
        segments = true;
      }
      before = c;
    }
    if (plain && !segments) {
      return path;
    }
    String decoded = plain ? path : decode(path, true);
    if (decoded == null || (decoded.contains("%2F") && climbs(decoded))) {
      return null;
    }
    return withoutDots(decoded, true);
  }

  /**
   * The normal form of a path in a configuration, which is Unicode text. Broken escapes stay as
   * they are; {@code ..} stops at the root.
   */
  public static String ofText(String path) {
    String bytes = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    String normal = withoutDots(decode(bytes, false), false);
    return new String(normal.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String decode(String path, boolean strict) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      int value = i + 2 < path.length() ? triplet(path, i) : -1;
      if (value < 0) {
        if (strict) {
          return null;
        }
        out.append(c);
        continue;
      }
      if (value == 0 && strict) {
        return null;
      }
      if (RESERVED.indexOf(value) >= 0) {
        out.append('%').append(upper(path.charAt(i + 1))).append(upper(path.charAt(i + 2)));
      } else {
        out.append((char) value);
      }
      i += 2;
    }
    return out.toString();
  }

  /** nginx looks for {@code ..} above the root with escaped slashes taken as slashes. */
  private static boolean climbs(String decoded) {
    return withoutDots(decoded.replace("%2F", "/"), true) == null;
  }

  private static int triplet(String path, int at) {
    int high = Character.digit(path.charAt(at + 1), 16);
    int low = Character.digit(path.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  private static char upper(char hex) {
    return hex >= 'a' ? (char) (hex - 32) : hex;
  }

  /** Takes out dot segments and empty ones. What ends in one of these ends in a slash. */
  private static String withoutDots(String path, boolean strict) {
    StringBuilder out = new StringBuilder(path.length());
    int at = 0;
    while (at < path.length()) {
      int end = path.indexOf('/', at + 1);
      if (end < 0) {
        end = path.length();
      }
      int length = end - at - 1;
      boolean slash = path.charAt(at) == '/';
      boolean last = end == path.length();
      if (slash && (length == 0 || (length == 1 && path.charAt(at + 1) == '.'))) {
        if (last) {
          out.append('/');
        }
      } else if (slash && length == 2 && path.regionMatches(at, "/..", 0, 3)) {
        int parent = out.lastIndexOf("/");
        if (parent < 0 && strict) {
          return null;
        }
        out.setLength(Math.max(parent, 0));
        if (last) {
          out.append('/');
        }
      } else {
        out.append(path, at, end);
      }
      at = end;
    }
    return out.toString();
  }
}
