package io.quong.lua;

import static io.quong.lua.StringLibrary.number;
import static io.quong.lua.StringLibrary.one;
import static io.quong.lua.StringLibrary.place;
import static io.quong.lua.StringLibrary.text;

import java.util.ArrayList;
import java.util.List;

/** The functions of {@code string} that search by patterns. */
final class StringSearch {
  private static final String SPECIALS = "^$*+?.([%-";

  private StringSearch() {}

  static Object[] find(LuaBudget budget, String function, Object... a) {
    String text = text(function, a, 0);
    String pattern = text(function, a, 1);
    int start = Math.max(1, place(number(function, a, 2, 1), text.length())) - 1;
    boolean isFind = function.equals("find");
    if (isFind && ((a.length > 3 && Values.isTrue(a[3])) || isPlain(pattern))) {
      budget.steps(1 + (text.length() >> 4));
      int at = text.indexOf(pattern, start);
      return at < 0
          ? one(null)
          : new Object[] {(double) (at + 1), (double) (at + pattern.length())};
    }
    boolean anchored = pattern.startsWith("^");
    LuaPattern matcher = new LuaPattern(budget, text, pattern);
    for (int at = start; at <= text.length(); at++) {
      budget.step();
      int end = matcher.match(at, anchored ? 1 : 0);
      if (end >= 0) {
        List<Object> results = new ArrayList<>();
        if (isFind) {
          results.add((double) (at + 1));
          results.add((double) end);
        }
        capture(budget, matcher, results, at, end, !isFind);
        return results.toArray();
      }
      if (anchored) {
        break;
      }
    }
    return one(null);
  }

  private static boolean isPlain(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (SPECIALS.indexOf(pattern.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static void capture(
      LuaBudget budget,
      LuaPattern matcher,
      List<Object> results,
      int start,
      int end,
      boolean wholeIfNone) {
    int count = matcher.captures() == 0 && wholeIfNone ? 1 : matcher.captures();
    budget.bytes(end - start + 16L * count);
    for (int i = 0; i < count; i++) {
      results.add(matcher.capture(i, start, end));
    }
  }

  static Object[] gmatch(LuaBudget budget, Object... a) {
    String text = text("gmatch", a, 0);
    String pattern = text("gmatch", a, 1);
    int[] next = {0};
    LuaFunction iterator =
        (run, ignored) -> {
          LuaPattern matcher = new LuaPattern(run, text, pattern);
          for (int at = next[0]; at <= text.length(); at++) {
            run.step();
            int end = matcher.match(at, 0);
            if (end >= 0) {
              next[0] = end == at ? end + 1 : end;
              List<Object> results = new ArrayList<>();
              capture(run, matcher, results, at, end, true);
              return results.toArray();
            }
          }
          next[0] = text.length() + 1;
          return one(null);
        };
    return one(iterator);
  }

  static Object[] gsub(LuaBudget budget, Object... a) {
    String text = text("gsub", a, 0);
    String pattern = text("gsub", a, 1);
    Object replacement = a.length > 2 ? a[2] : null;
    double limit = number("gsub", a, 3, text.length() + 1.0);
    boolean anchored = pattern.startsWith("^");
    LuaPattern matcher = new LuaPattern(budget, text, pattern);
    StringBuilder out = new StringBuilder();
    int at = 0;
    int count = 0;
    while (count < limit) {
      budget.step();
      int end = matcher.match(at, anchored ? 1 : 0);
      if (end >= 0) {
        count++;
        String piece = replaced(budget, matcher, replacement, a, at, end);
        budget.bytes(piece.length());
        out.append(piece);
      }
      if (end > at) {
        at = end;
      } else if (at < text.length()) {
        out.append(text.charAt(at++));
      } else {
        break;
      }
      if (anchored) {
        break;
      }
    }
    if (at < text.length()) {
      out.append(text, at, text.length());
    }
    budget.bytes(out.length());
    return new Object[] {out.toString(), (double) count};
  }

  private static String replaced(
      LuaBudget budget, LuaPattern matcher, Object replacement, Object[] a, int start, int end) {
    Object value;
    if (replacement instanceof String || replacement instanceof Double) {
      return expanded(matcher, Values.text(replacement), start, end);
    } else if (replacement instanceof LuaTable table) {
      value = table.get(matcher.capture(0, start, end));
    } else if (replacement instanceof LuaFunction function) {
      List<Object> captures = new ArrayList<>();
      capture(budget, matcher, captures, start, end, true);
      Object[] results = function.call(budget, captures.toArray());
      value = results.length > 0 ? results[0] : null;
    } else {
      throw new StringLibrary.ArgumentError(
          "bad argument #3 to 'gsub' (string/function/table expected, got "
              + (a.length > 2 ? Values.type(replacement) : "no value")
              + ")");
    }
    if (!Values.isTrue(value)) {
      return matcher.whole(start, end);
    }
    if (value instanceof String || value instanceof Double) {
      return Values.text(value);
    }
    throw new StringLibrary.ArgumentError(
        "invalid replacement value (a " + Values.type(value) + ")");
  }

  private static String expanded(LuaPattern matcher, String template, int start, int end) {
    if (template.indexOf('%') < 0) {
      return template;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c != '%' || i + 1 >= template.length()) {
        out.append(c);
        continue;
      }
      char next = template.charAt(++i);
      if (next == '0') {
        out.append(matcher.whole(start, end));
      } else if (next >= '1' && next <= '9') {
        out.append(Values.text(matcher.capture(next - '1', start, end)));
      } else {
        out.append(next);
      }
    }
    return out.toString();
  }
}
