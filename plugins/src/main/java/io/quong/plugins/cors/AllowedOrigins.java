package io.quong.plugins.cors;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** The configured origins, compiled: answers which origin to name for a request's. */
final class AllowedOrigins {
  static final String ANY = "*";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.:/-]+");

  private final boolean everyone;
  private final String fixed;
  private final List<Entry> entries = new ArrayList<>();

  /** One configured origin: {@code plain}, or {@code pattern} against host or whole; else any. */
  private record Entry(String plain, Pattern pattern, boolean hostOnly) {
    boolean matches(Origin origin) {
      if (plain != null) {
        return plain.equals(origin.text());
      }
      return pattern == null || pattern.matches(hostOnly ? origin.host() : origin.text());
    }
  }

  AllowedOrigins(List<String> origins) {
    List<String> configured = origins == null ? List.of() : origins;
    this.everyone =
        configured.isEmpty() || (configured.size() == 1 && configured.get(0).equals(ANY));
    this.fixed =
        configured.size() == 1 && PLAIN.matches(configured.get(0)) ? configured.get(0) : null;
    for (String origin : configured) {
      if (origin.equals(ANY)) {
        entries.add(new Entry(null, null, false));
      } else if (PLAIN.matches(origin)) {
        entries.add(new Entry(Origin.of(origin).text(), null, false));
      } else {
        entries.add(new Entry(null, Pattern.compile(origin), origin.indexOf(':') < 0));
      }
    }
  }

  /** Whether the answer is the same for every origin, so that no cache has to tell them apart. */
  boolean everyone() {
    return everyone;
  }

  /**
   * The origin to name, {@link #ANY}, or null when there is none to name.
   *
   * @param header the request's Origin; null when it sent none
   */
  String answer(String header) {
    if (everyone) {
      return ANY;
    }
    if (fixed != null) {
      return fixed;
    }
    if (header == null || header.isEmpty()) {
      return null;
    }
    Origin origin = Origin.of(header);
    for (Entry entry : entries) {
      if (entry.matches(origin)) {
        return entry.plain == null && entry.pattern == null ? ANY : origin.text();
      }
    }
    return null;
  }
}
