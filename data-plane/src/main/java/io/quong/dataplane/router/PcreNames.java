package io.quong.dataplane.router;

import java.util.HashMap;
import java.util.Map;

/**
 * An expression without the names of its groups, which two engines write differently and one does
 * not take with underscores.
 *
 * @param regex with plain groups, references to names made into numbers
 * @param byName the number of each named group
 */
record PcreNames(String regex, Map<String, Integer> byName) {
  private static final String[] NAMED = {"(?P<", "(?<", "(?'"};
  private static final String[] REFERENCES = {"\\k<", "\\k{", "\\k'", "(?P="};

  static PcreNames of(String regex) {
    Map<String, Integer> byName = new HashMap<>();
    StringBuilder out = new StringBuilder(regex.length());
    int groups = 0;
    boolean inClass = false;
    int at = 0;
    while (at < regex.length()) {
      String start = inClass ? null : startOf(regex, at, NAMED);
      String reference = inClass ? null : startOf(regex, at, REFERENCES);
      char c = regex.charAt(at);
      if (start != null) {
        int end = end(regex, at + start.length());
        groups++;
        byName.putIfAbsent(regex.substring(at + start.length(), end), groups);
        out.append('(');
        at = Math.min(end + 1, regex.length());
      } else if (reference != null) {
        int end = end(regex, at + reference.length());
        Integer number = byName.get(regex.substring(at + reference.length(), end));
        out.append("(?:\\").append(number == null ? "k<unknown>" : number.toString()).append(')');
        at = Math.min(end + 1, regex.length());
      } else if (c == '\\' && at + 1 < regex.length()) {
        out.append(c).append(regex.charAt(at + 1));
        at += 2;
      } else {
        groups += !inClass && c == '(' && !regex.startsWith("(?", at) ? 1 : 0;
        inClass = inClass ? c != ']' : c == '[';
        out.append(c);
        at++;
        if (c == '[' && inClass) {
          at = classStart(regex, at, out);
        }
      }
    }
    return new PcreNames(out.toString(), Map.copyOf(byName));
  }

  /** A bracket at a class's start is part of it. */
  private static int classStart(String regex, int from, StringBuilder out) {
    int at = from;
    if (regex.startsWith("^", at)) {
      out.append('^');
      at++;
    }
    if (regex.startsWith("]", at)) {
      out.append("\\]");
      at++;
    }
    return at;
  }

  private static String startOf(String regex, int at, String[] starts) {
    for (String start : starts) {
      if (regex.startsWith(start, at)) {
        char next = at + start.length() < regex.length() ? regex.charAt(at + start.length()) : 0;
        return next == '=' || next == '!' ? null : start;
      }
    }
    return null;
  }

  private static int end(String regex, int from) {
    int at = from;
    while (at < regex.length() && ">}')".indexOf(regex.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
