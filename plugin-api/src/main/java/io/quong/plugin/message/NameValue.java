package io.quong.plugin.message;

import java.util.ArrayList;
import java.util.List;

/**
 * An entry {@code name:value} of a transformer's list, as Kong splits it: the name is what stands
 * before the first colon, all directly following colons are swallowed, the rest is the value, inner
 * colons and blanks kept.
 *
 * @param value null when nothing follows
 */
public record NameValue(String name, String value) {
  public static NameValue of(String entry) {
    int colon = entry.indexOf(':');
    if (colon < 0) {
      return new NameValue(entry, null);
    }
    int from = colon;
    while (from < entry.length() && entry.charAt(from) == ':') {
      from++;
    }
    return new NameValue(
        entry.substring(0, colon), from == entry.length() ? null : entry.substring(from));
  }

  /** The entries of a list, which may be null. */
  public static List<NameValue> all(List<String> entries) {
    List<NameValue> split = new ArrayList<>();
    if (entries != null) {
      entries.forEach(entry -> split.add(of(entry)));
    }
    return List.copyOf(split);
  }
}
