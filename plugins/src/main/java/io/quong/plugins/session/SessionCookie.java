package io.quong.plugins.session;

import io.quong.plugin.Headers;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Cookies;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One cookie as browsers keep it: a long value is spread over up to nine, whose number stands
 * before it.
 */
final class SessionCookie {
  private static final int MOST = 9;
  private static final int PIECE = 4_000;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
  private static final String GONE = "; Expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0";

  private final String name;
  private final String attributes;
  private final long maxAge;

  /**
   * @param maxAge seconds that browsers keep it; 0 for as long as they are open
   */
  SessionCookie(SessionConfig config, String name, long maxAge) {
    this.name = name;
    this.maxAge = maxAge;
    StringBuilder flags = new StringBuilder();
    if (config.cookieDomain() != null) {
      flags.append("; Domain=").append(config.cookieDomain());
    }
    flags.append("; Path=").append(config.cookiePath() == null ? "/" : config.cookiePath());
    String sameSite = config.cookieSameSite() == null ? "Strict" : config.cookieSameSite();
    flags.append("; SameSite=").append(sameSite);
    // Browsers take SameSite=None with Secure only.
    if (!Boolean.FALSE.equals(config.cookieSecure()) || sameSite.equals("None")) {
      flags.append("; Secure");
    }
    if (!Boolean.FALSE.equals(config.cookieHttpOnly())) {
      flags.append("; HttpOnly");
    }
    this.attributes = ByteText.of(flags.toString());
  }

  /** What a client sent, put together; null when there is none. */
  String read(Headers headers) {
    String first = Cookies.get(headers, name);
    if (first == null || first.isEmpty() || first.charAt(0) < '1' || first.charAt(0) > '9') {
      return null;
    }
    int pieces = first.charAt(0) - '0';
    if (pieces == 1) {
      return first.substring(1);
    }
    StringBuilder value = new StringBuilder(first.substring(1));
    for (int i = 2; i <= pieces; i++) {
      String piece = Cookies.get(headers, name + i);
      if (piece == null) {
        return null;
      }
      value.append(piece);
    }
    return value.toString();
  }

  /** Values of {@code Set-Cookie}; none for a value that no browser would keep. */
  List<String> set(String value, long now) {
    int pieces = (value.length() + PIECE - 1) / PIECE;
    if (pieces > MOST) {
      return List.of();
    }
    String end = attributes;
    if (maxAge > 0) {
      String date = DATE.format(Instant.ofEpochMilli(now + maxAge * 1_000).atZone(ZoneOffset.UTC));
      end += "; Expires=" + date + "; Max-Age=" + maxAge;
    }
    List<String> lines = new ArrayList<>(pieces);
    for (int i = 0; i < pieces; i++) {
      String piece = value.substring(i * PIECE, Math.min(value.length(), (i + 1) * PIECE));
      lines.add((i == 0 ? name + '=' + pieces : name + (i + 1) + '=') + piece + end);
    }
    return lines;
  }

  /** Values of {@code Set-Cookie} that take away what a client sent. */
  List<String> remove(Headers headers) {
    List<String> lines = new ArrayList<>(1);
    for (int i = 1; i <= MOST; i++) {
      String each = i == 1 ? name : name + i;
      if (Cookies.get(headers, each) != null) {
        lines.add(each + '=' + attributes + GONE);
      }
    }
    return lines;
  }
}
