package io.quong.dataplane.router;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;
import java.util.function.BiConsumer;

/** Groups of regular expressions by number and name; those that took no part are not there. */
final class Captures {
  private Captures() {}

  /**
   * Of the first expression that is found in the text.
   *
   * @return whether one is
   */
  static boolean ofSearch(Pattern[] patterns, String text, BiConsumer<String, String> captures) {
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        of(matcher, captures);
        return true;
      }
    }
    return false;
  }

  /** Of a match; nothing at all when the expression has no groups. */
  static void of(Matcher matcher, BiConsumer<String, String> captures) {
    int groups = matcher.groupCount();
    if (groups == 0) {
      return;
    }
    for (int i = 0; i <= groups; i++) {
      String value = matcher.group(i);
      if (value != null) {
        captures.accept(Integer.toString(i), ByteText.encode(value));
      }
    }
    for (Map.Entry<String, Integer> named : matcher.pattern().namedGroups().entrySet()) {
      String value = matcher.group(named.getValue());
      if (value != null) {
        captures.accept(named.getKey(), ByteText.encode(value));
      }
    }
  }
}
