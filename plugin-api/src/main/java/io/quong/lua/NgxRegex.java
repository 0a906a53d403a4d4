package io.quong.lua;

import static io.quong.lua.Kit.ANY;
import static io.quong.lua.Kit.put;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * {@code ngx.re}, in time that grows with the text alone: by RE2, which knows no look-around and no
 * back references. A pattern that needs them is an error, as one that is not valid.
 */
final class NgxRegex {
  private static final int MOST_PATTERN = 1_000;
  private static final int MOST_TEXT = 1 << 20;

  private NgxRegex() {}

  static LuaTable make() {
    ReadOnlyTable table = new ReadOnlyTable();
    put(table, "match", ANY, (run, a) -> match(a));
    put(table, "find", ANY, (run, a) -> find(a));
    put(table, "sub", ANY, (run, a) -> replace(false, a));
    put(table, "gsub", ANY, (run, a) -> replace(true, a));
    return table.close();
  }

  private static Matcher matcher(Object... a) {
    String subject = Values.text(Kit.argument(a, 0));
    String regex = Kit.text(a, 1, "regex");
    String options = Kit.argument(a, 2) instanceof String text ? text : "";
    if (regex.length() > MOST_PATTERN || subject.length() > MOST_TEXT) {
      throw new LuaException("regex or subject is too long");
    }
    int flags = options.indexOf('i') >= 0 ? Pattern.CASE_INSENSITIVE : 0;
    flags |= options.indexOf('m') >= 0 ? Pattern.MULTILINE : 0;
    flags |= options.indexOf('s') >= 0 ? Pattern.DOTALL : 0;
    String anchored = options.indexOf('a') >= 0 ? "^(?:" + regex + ")" : regex;
    try {
      return Pattern.compile(anchored, flags).matcher(subject);
    } catch (PatternSyntaxException invalid) {
      throw new LuaException("pcre_compile() failed: " + invalid.getMessage());
    }
  }

  private static Object match(Object... a) {
    Matcher matcher = matcher(a);
    if (!matcher.find()) {
      return null;
    }
    LuaTable captures = new LuaTable();
    captures.set(0.0, matcher.group());
    for (int i = 1; i <= matcher.groupCount(); i++) {
      // A group that took no part is false, so that the list has no hole.
      Object group = matcher.group(i);
      captures.set((double) i, group == null ? false : group);
    }
    matcher
        .pattern()
        .namedGroups()
        .forEach(
            (name, index) -> {
              String group = matcher.group(index);
              captures.set(name, group == null ? (Object) false : group);
            });
    return captures;
  }

  private static Object find(Object... a) {
    Matcher matcher = matcher(a);
    return matcher.find()
        ? new Kit.Results((double) (matcher.start() + 1), (double) matcher.end())
        : null;
  }

  /** {@code $1}, {@code ${1}} and {@code $$} in the replacement, as nginx has them. */
  private static Object replace(boolean all, Object... a) {
    Matcher matcher = matcher(a[0], Kit.argument(a, 1), Kit.argument(a, 3));
    String subject = Values.text(a[0]);
    String with = Kit.text(a, 2, "replacement");
    StringBuilder out = new StringBuilder();
    int from = 0;
    int count = 0;
    while (matcher.find()) {
      out.append(subject, from, matcher.start());
      expand(with, matcher, out);
      from = matcher.end();
      count++;
      if (!all || out.length() > MOST_TEXT) {
        break;
      }
    }
    return new Kit.Results(out.append(subject.substring(from)).toString(), (double) count);
  }

  private static void expand(String with, Matcher matcher, StringBuilder out) {
    for (int i = 0; i < with.length(); i++) {
      char c = with.charAt(i);
      int digit = i + 1;
      boolean braced = digit < with.length() && with.charAt(digit) == '{';
      digit += braced ? 1 : 0;
      if (c == '$' && digit < with.length() && Character.isDigit(with.charAt(digit))) {
        int group = with.charAt(digit) - '0';
        String text = group <= matcher.groupCount() ? matcher.group(group) : null;
        out.append(text == null ? "" : text);
        i = braced && with.indexOf('}', digit) > 0 ? with.indexOf('}', digit) : digit;
      } else {
        out.append(c);
        i += c == '$' && i + 1 < with.length() && with.charAt(i + 1) == '$' ? 1 : 0;
      }
    }
  }
}
