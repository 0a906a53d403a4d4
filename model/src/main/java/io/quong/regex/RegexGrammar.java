package io.quong.regex;

import io.quong.regex.RegexFault.Found;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The grammar of Rust's {@code regex}, as far as it refuses anything. */
final class RegexGrammar {
  private static final String META = "\\.+*?()|[]{}^$#&-~";
  private static final String FLAGS = "imsUuxR";

  private final String regex;
  private final Map<String, Integer> names = new HashMap<>();
  private final Deque<Integer> open = new ArrayDeque<>();
  private int at;
  private boolean something;

  RegexGrammar(String regex) {
    this.regex = regex;
  }

  void check() {
    while (at < regex.length()) {
      int start = at;
      char c = regex.charAt(at);
      switch (c) {
        case '(' -> group();
        case ')' -> {
          if (open.isEmpty()) {
            throw new Found("unopened group", at, at + 1);
          }
          open.pop();
          at++;
          something = true;
        }
        case '|' -> {
          at++;
          something = false;
        }
        case '[' -> {
          new RegexClass(this).skip();
          something = true;
        }
        case '*', '+', '?' -> {
          needSomething(start);
          at++;
          lazy();
        }
        case '{' -> {
          needSomething(start);
          counted();
        }
        case '\\' -> {
          escape(false);
          something = true;
        }
        default -> {
          at += Character.charCount(regex.codePointAt(at));
          something = true;
        }
      }
    }
    if (!open.isEmpty()) {
      throw new Found("unclosed group", open.peek(), open.peek() + 1);
    }
  }

  String regex() {
    return regex;
  }

  int at() {
    return at;
  }

  void moveTo(int place) {
    at = place;
  }

  private char charAt(int i) {
    return i < regex.length() ? regex.charAt(i) : 0;
  }

  private void needSomething(int start) {
    if (!something) {
      throw new Found("repetition operator missing expression", start, start + 1);
    }
  }

  private void lazy() {
    if (charAt(at) == '?') {
      at++;
    }
  }

  private void counted() {
    int start = at++;
    int low = decimal();
    int high = low;
    int problem = low < 0 ? at : -1;
    if (charAt(at) == ',') {
      at++;
      high = Integer.MAX_VALUE;
      if (at < regex.length() && charAt(at) != '}') {
        requireDecimal(problem);
        int place = at;
        high = decimal();
        problem = high < 0 ? place : -1;
      }
    }
    if (at >= regex.length()) {
      throw new Found("unclosed counted repetition", start, at);
    }
    requireDecimal(problem);
    if (charAt(at) != '}') {
      throw new Found("unclosed counted repetition", start, at);
    }
    at++;
    lazy();
    if (low > high) {
      throw new Found("invalid repetition count range, the start must be <= the end", start, at);
    }
  }

  private static void requireDecimal(int problem) {
    if (problem >= 0) {
      throw new Found("repetition quantifier expects a valid decimal", problem, problem);
    }
  }

  /** Negative when there is none. */
  private int decimal() {
    int start = at;
    while (charAt(at) >= '0' && charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      return -1;
    }
    try {
      return Integer.parseInt(regex.substring(start, at));
    } catch (NumberFormatException tooLarge) {
      throw new Found("decimal literal invalid", start, at);
    }
  }

  private void group() {
    int start = at++;
    for (String look : new String[] {"?=", "?!", "?<=", "?<!"}) {
      if (regex.startsWith(look, at)) {
        throw new Found(
            "look-around, including look-ahead and look-behind, is not supported",
            start,
            at + look.length());
      }
    }
    something = false;
    if (regex.startsWith("?P<", at) || regex.startsWith("?<", at)) {
      at += charAt(at + 1) == 'P' ? 3 : 2;
      name();
    } else if (charAt(at) == '?') {
      at++;
      if (flags(start)) {
        return;
      }
    }
    open.push(start);
  }

  private void name() {
    int start = at;
    while (at < regex.length() && charAt(at) != '>') {
      int c = regex.codePointAt(at);
      boolean good =
          c == '_'
              || Character.isLetter(c)
              || (at > start && (c == '.' || c == '[' || c == ']' || Character.isDigit(c)));
      if (!good) {
        throw new Found("invalid capture group character", at, at + Character.charCount(c));
      }
      at += Character.charCount(c);
    }
    if (at >= regex.length()) {
      throw new Found("unclosed capture group name", at, at);
    }
    if (at == start) {
      throw new Found("empty capture group name", at, at);
    }
    String name = regex.substring(start, at);
    Integer known = names.putIfAbsent(name, start);
    if (known != null) {
      throw new Found("duplicate capture group name", start, at, known, known + name.length());
    }
    at++;
  }

  /** Whether the parentheses hold flags only. */
  private boolean flags(int start) {
    int minus = -1;
    StringBuilder seen = new StringBuilder();
    while (true) {
      if (at >= regex.length()) {
        throw new Found("expected flag but got end of regex", at, at);
      }
      char c = charAt(at);
      if (c == ')' || c == ':') {
        break;
      }
      if (c == '-') {
        if (minus >= 0) {
          throw new Found("flag negation operator repeated", at, at + 1, minus, minus + 1);
        }
        minus = at;
      } else if (FLAGS.indexOf(c) < 0) {
        throw new Found("unrecognized flag", at, at + Character.charCount(regex.codePointAt(at)));
      } else if (seen.indexOf(String.valueOf(c)) >= 0) {
        int first = regex.indexOf(c, start + 2);
        throw new Found("duplicate flag", at, at + 1, first, first + 1);
      } else {
        seen.append(c);
      }
      at++;
    }
    if (minus >= 0 && minus == at - 1) {
      throw new Found("dangling flag negation operator", minus, minus + 1);
    }
    boolean alone = charAt(at) == ')';
    if (alone && seen.length() == 0) {
      throw new Found("repetition operator missing expression", start + 1, start + 2);
    }
    at++;
    return alone;
  }

  /**
   * What a backslash begins.
   *
   * @return the character it stands for; negative for a class or an assertion
   */
  int escape(boolean inClass) {
    int start = at++;
    if (at >= regex.length()) {
      throw new Found("incomplete escape sequence, reached end of pattern prematurely", start, at);
    }
    int c = regex.codePointAt(at);
    at += Character.charCount(c);
    if (c >= '0' && c <= '9') {
      throw new Found("backreferences are not supported", start, at);
    }
    if (META.indexOf(c) >= 0) {
      return c;
    }
    switch (c) {
      case 'x', 'u', 'U' -> {
        return hex(c == 'x' ? 2 : c == 'u' ? 4 : 8);
      }
      case 'p', 'P' -> {
        property(start);
        return -1;
      }
      case 'd', 's', 'w', 'D', 'S', 'W' -> {
        return -1;
      }
      case 'a', 'f', 't', 'n', 'r', 'v' -> {
        return "\u0007\f\t\n\r\u000b".charAt("aftnrv".indexOf(c));
      }
      case 'A', 'z', 'b', 'B', '<', '>' -> {
        if (inClass) {
          throw new Found("invalid escape sequence found in character class", start, at);
        }
        boundary();
        return -1;
      }
      default -> {
        if (c < 128 && !Character.isLetterOrDigit(c)) {
          return c;
        }
        throw new Found("unrecognized escape sequence", start, at);
      }
    }
  }

  /** {@code \b{start}} and the like. */
  private void boundary() {
    for (String kind : new String[] {"{start}", "{end}", "{start-half}", "{end-half}"}) {
      if (charAt(at - 1) == 'b' && regex.startsWith(kind, at)) {
        at += kind.length();
        return;
      }
    }
  }

  private int hex(int digits) {
    int start = at;
    boolean braces = charAt(at) == '{';
    int end = braces ? regex.indexOf('}', at) : at + digits;
    if (end < 0 || end > regex.length()) {
      throw new Found(
          "incomplete escape sequence, reached end of pattern prematurely",
          braces ? start : regex.length(),
          regex.length());
    }
    int from = braces ? at + 1 : at;
    for (int i = from; i < end; i++) {
      if (Character.digit(charAt(i), 16) < 0) {
        throw new Found("invalid hexadecimal digit", i, i + 1);
      }
    }
    at = braces ? end + 1 : end;
    if (from == end) {
      throw new Found("hexadecimal literal empty", start, at);
    }
    long value = end - from > 8 ? Long.MAX_VALUE : Long.parseLong(regex.substring(from, end), 16);
    if (value > Character.MAX_CODE_POINT || (value >= 0xd800 && value < 0xe000)) {
      throw new Found("hexadecimal literal is not a Unicode scalar value", start, at);
    }
    return (int) value;
  }

  private void property(int start) {
    if (at >= regex.length()) {
      throw new Found("incomplete escape sequence, reached end of pattern prematurely", start, at);
    }
    if (charAt(at) != '{') {
      at += Character.charCount(regex.codePointAt(at));
      return;
    }
    int end = regex.indexOf('}', at);
    if (end < 0) {
      throw new Found(
          "incomplete escape sequence, reached end of pattern prematurely", at, regex.length());
    }
    at = end + 1;
  }
}
