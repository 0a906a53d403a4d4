package io.quong.lua;

/**
 * Lua's patterns: one match attempt. Each step draws on the budget, so that a pattern which tries
 * endless ways ends like any other runaway.
 */
final class LuaPattern {
  private static final int MAX_CAPTURES = 32;
  private static final int MAX_DEPTH = 200;
  private static final int POSITION = -2;
  private static final int OPEN = -1;

  private final LuaBudget budget;
  private final String text;
  private final String pattern;
  private final int[] starts = new int[MAX_CAPTURES];
  private final int[] lengths = new int[MAX_CAPTURES];
  private int captures;
  private int depth;

  LuaPattern(LuaBudget budget, String text, String pattern) {
    this.budget = budget;
    this.text = text;
    this.pattern = pattern;
  }

  /** The end of a match that starts at a place, or -1. */
  int match(int at, int patternStart) {
    captures = 0;
    depth = 0;
    return matchHere(at, patternStart);
  }

  int captures() {
    return captures;
  }

  /** A capture's value; with none, capture 0 is the whole match. */
  Object capture(int index, int start, int end) {
    if (index >= captures) {
      if (index == 0) {
        return text.substring(start, end);
      }
      throw new StringLibrary.ArgumentError("invalid capture index");
    }
    if (lengths[index] == POSITION) {
      return (double) (starts[index] + 1);
    }
    if (lengths[index] == OPEN) {
      throw new StringLibrary.ArgumentError("unfinished capture");
    }
    return text.substring(starts[index], starts[index] + lengths[index]);
  }

  /** The matched text. */
  String whole(int start, int end) {
    return text.substring(start, end);
  }

  private int matchHere(int from, int patternFrom) {
    if (++depth > MAX_DEPTH) {
      throw new StringLibrary.ArgumentError("pattern too complex");
    }
    try {
      return walk(from, patternFrom);
    } finally {
      depth--;
    }
  }

  @SuppressWarnings("OrphanedFormatString") // the message quotes a Lua pattern
  private int walk(int from, int patternFrom) {
    int s = from;
    int p = patternFrom;
    while (p < pattern.length()) {
      budget.step();
      char c = pattern.charAt(p);
      if (c == '(') {
        boolean position = p + 1 < pattern.length() && pattern.charAt(p + 1) == ')';
        return position ? open(s, p + 2, POSITION) : open(s, p + 1, OPEN);
      }
      if (c == ')') {
        return close(s, p + 1);
      }
      if (c == '$' && p + 1 == pattern.length()) {
        return s == text.length() ? s : -1;
      }
      if (c == '%' && p + 1 < pattern.length()) {
        char next = pattern.charAt(p + 1);
        if (next == 'b') {
          s = balanced(s, p + 2);
          if (s < 0) {
            return -1;
          }
          p += 4;
          continue;
        }
        if (next == 'f') {
          int set = p + 2;
          if (set >= pattern.length() || pattern.charAt(set) != '[') {
            throw new StringLibrary.ArgumentError("missing '[' after '%f' in pattern");
          }
          int end = classEnd(set);
          char before = s == 0 ? 0 : text.charAt(s - 1);
          char here = s < text.length() ? text.charAt(s) : 0;
          if (inSet(before, set, end - 1) || !inSet(here, set, end - 1)) {
            return -1;
          }
          p = end;
          continue;
        }
        if (next >= '0' && next <= '9') {
          int index = next - '1';
          if (index < 0 || index >= captures || lengths[index] == OPEN) {
            throw new StringLibrary.ArgumentError("invalid capture index");
          }
          if (!text.startsWith(text.substring(starts[index], starts[index] + lengths[index]), s)) {
            return -1;
          }
          s += lengths[index];
          p += 2;
          continue;
        }
      }
      int end = classEnd(p);
      char repeat = end < pattern.length() ? pattern.charAt(end) : 0;
      switch (repeat) {
        case '?' -> {
          if (single(s, p, end)) {
            int matched = matchHere(s + 1, end + 1);
            if (matched >= 0) {
              return matched;
            }
          }
          p = end + 1;
        }
        case '+' -> {
          return single(s, p, end) ? longest(s + 1, p, end) : -1;
        }
        case '*' -> {
          return longest(s, p, end);
        }
        case '-' -> {
          return shortest(s, p, end);
        }
        default -> {
          if (!single(s, p, end)) {
            return -1;
          }
          s++;
          p = end;
        }
      }
    }
    return s;
  }

  private int open(int s, int p, int kind) {
    if (captures >= MAX_CAPTURES) {
      throw new StringLibrary.ArgumentError("too many captures");
    }
    starts[captures] = s;
    lengths[captures] = kind;
    captures++;
    int matched = matchHere(s, p);
    if (matched < 0) {
      captures--;
    }
    return matched;
  }

  private int close(int s, int p) {
    int index = captures - 1;
    while (index >= 0 && lengths[index] != OPEN) {
      index--;
    }
    if (index < 0) {
      throw new StringLibrary.ArgumentError("invalid pattern capture");
    }
    lengths[index] = s - starts[index];
    int matched = matchHere(s, p);
    if (matched < 0) {
      lengths[index] = OPEN;
    }
    return matched;
  }

  private int longest(int s, int p, int end) {
    int count = 0;
    while (single(s + count, p, end)) {
      budget.step();
      count++;
    }
    for (; count >= 0; count--) {
      int matched = matchHere(s + count, end + 1);
      if (matched >= 0) {
        return matched;
      }
    }
    return -1;
  }

  private int shortest(int from, int p, int end) {
    int s = from;
    while (true) {
      int matched = matchHere(s, end + 1);
      if (matched >= 0) {
        return matched;
      }
      if (!single(s, p, end)) {
        return -1;
      }
      s++;
    }
  }

  private int balanced(int s, int p) {
    if (p + 1 >= pattern.length()) {
      throw new StringLibrary.ArgumentError("unbalanced pattern");
    }
    char opening = pattern.charAt(p);
    char closing = pattern.charAt(p + 1);
    if (s >= text.length() || text.charAt(s) != opening) {
      return -1;
    }
    int open = 1;
    for (int i = s + 1; i < text.length(); i++) {
      budget.step();
      char c = text.charAt(i);
      if (c == closing) {
        if (--open == 0) {
          return i + 1;
        }
      } else if (c == opening) {
        open++;
      }
    }
    return -1;
  }

  /** Behind the single character class that begins at a place of the pattern. */
  private int classEnd(int at) {
    int p = at;
    char c = pattern.charAt(p++);
    if (c == '%') {
      if (p >= pattern.length()) {
        throw new StringLibrary.ArgumentError("malformed pattern (ends with '%')");
      }
      return p + 1;
    }
    if (c != '[') {
      return p;
    }
    if (p < pattern.length() && pattern.charAt(p) == '^') {
      p++;
    }
    do {
      if (p >= pattern.length()) {
        throw new StringLibrary.ArgumentError("malformed pattern (missing ']')");
      }
      if (pattern.charAt(p++) == '%') {
        p++;
      }
    } while (p >= pattern.length() || pattern.charAt(p) != ']');
    return p + 1;
  }

  private boolean single(int s, int p, int end) {
    if (s >= text.length()) {
      return false;
    }
    char c = text.charAt(s);
    return switch (pattern.charAt(p)) {
      case '.' -> true;
      case '%' -> inClass(c, pattern.charAt(p + 1));
      case '[' -> inSet(c, p, end - 1);
      default -> pattern.charAt(p) == c;
    };
  }

  private boolean inSet(char c, int set, int last) {
    int p = set + 1;
    boolean wanted = true;
    if (pattern.charAt(p) == '^') {
      wanted = false;
      p++;
    }
    for (; p < last; p++) {
      char member = pattern.charAt(p);
      if (member == '%') {
        p++;
        if (inClass(c, pattern.charAt(p))) {
          return wanted;
        }
      } else if (p + 2 < last && pattern.charAt(p + 1) == '-') {
        if (member <= c && c <= pattern.charAt(p + 2)) {
          return wanted;
        }
        p += 2;
      } else if (member == c) {
        return wanted;
      }
    }
    return !wanted;
  }

  private static boolean inClass(char c, char name) {
    boolean isIn;
    switch (Character.toLowerCase(name)) {
      case 'a' -> isIn = letter(c);
      case 'd' -> isIn = c >= '0' && c <= '9';
      case 'l' -> isIn = c >= 'a' && c <= 'z';
      case 's' -> isIn = c == ' ' || (c >= 9 && c <= 13);
      case 'u' -> isIn = c >= 'A' && c <= 'Z';
      case 'w' -> isIn = letter(c) || (c >= '0' && c <= '9');
      case 'x' -> isIn = c < 128 && Character.digit(c, 16) >= 0;
      case 'p' -> isIn = c > 32 && c < 127 && !letter(c) && !(c >= '0' && c <= '9');
      case 'c' -> isIn = c < 32 || c == 127;
      case 'z' -> isIn = c == 0;
      default -> {
        return name == c;
      }
    }
    return isIn != Character.isUpperCase(name);
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
