package io.quong.plugins.proxycache;

import io.quong.plugin.Headers;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The directives of a Cache-Control header. */
final class CacheControl {
  private final Map<String, String> directives = new HashMap<>();

  private CacheControl() {}

  static CacheControl of(Headers headers) {
    CacheControl control = new CacheControl();
    for (String line : headers.all("Cache-Control")) {
      control.read(line);
    }
    return control;
  }

  private void read(String line) {
    int from = 0;
    while (from <= line.length()) {
      int comma = line.indexOf(',', from);
      int to = comma < 0 ? line.length() : comma;
      int equals = line.indexOf('=', from);
      if (equals >= 0 && equals < to) {
        directives.put(name(line, from, equals), line.substring(equals + 1, to).strip());
      } else {
        directives.put(name(line, from, to), "");
      }
      from = to + 1;
    }
  }

  private static String name(String line, int from, int to) {
    return line.substring(from, to).strip().toLowerCase(Locale.ROOT);
  }

  boolean has(String directive) {
    return directives.containsKey(directive);
  }

  /** The directive's number; -1 when it has none. */
  long number(String directive) {
    String value = directives.get(directive);
    if (value == null || value.isEmpty() || value.length() > 15) {
      return -1;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return -1;
      }
    }
    return Long.parseLong(value);
  }

  /** For how many seconds an answer with these headers is fresh; 0 when nothing says so. */
  long freshFor(Headers headers, Instant now) {
    for (String directive : new String[] {"s-maxage", "max-age"}) {
      if (has(directive)) {
        return Math.max(0, number(directive));
      }
    }
    String expires = headers.get("Expires");
    if (expires == null) {
      return 0;
    }
    try {
      Instant end = ZonedDateTime.parse(expires, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Math.max(0, end.getEpochSecond() - now.getEpochSecond());
    } catch (DateTimeParseException noDate) {
      return 0;
    }
  }
}
