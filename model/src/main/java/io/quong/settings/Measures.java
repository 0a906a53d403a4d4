package io.quong.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with units, and lists. */
final class Measures {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kKmMgG]?)");
  private static final Pattern TIME = Pattern.compile("(\\d{1,12})(ms|[smhdwMy]?)");
  private static final long DAY = 86_400_000L;

  private Measures() {}

  /** Bytes; null when the text is none. */
  static Long bytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int shift =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Long.parseLong(matcher.group(1)) << shift;
  }

  /** Milliseconds; null when the text is none. */
  static Long milliseconds(String text) {
    Matcher matcher = TIME.matcher(text);
    long sum = 0;
    int end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        return null;
      }
      sum += Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
      end = matcher.end();
      while (end < text.length() && text.charAt(end) == ' ') {
        end++;
      }
    }
    return text.isEmpty() ? null : sum;
  }

  private static long unit(String name) {
    return switch (name) {
      case "ms" -> 1;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> DAY;
      case "w" -> 7 * DAY;
      case "M" -> 30 * DAY;
      case "y" -> 365 * DAY;
      default -> 1_000;
    };
  }

  /** Items between commas, without blanks around them and without empty ones. */
  static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    for (String item : text.split(",")) {
      if (!item.isBlank()) {
        items.add(item.strip());
      }
    }
    return List.copyOf(items);
  }
}
