package io.quong.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression in the dialect of Rust's {@code regex}, which Kong's router runs, compiled
 * for RE2/J, which is linear in time as well. They differ in how named groups are written, in
 * {@code \d \w \s}, which Rust takes over all of Unicode, and in escapes by number. What RE2/J
 * cannot say (set operations in classes, nested classes, look-around) is refused.
 */
public final class RustRegex {
  private static final String DIGIT = "\\p{Nd}";
  private static final String WORD = "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{200c}\\x{200d}";
  private static final String SPACE =
      "\\t-\\r \\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}";

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean inClass;

  private RustRegex(String source) {
    this.source = source;
  }

  /**
   * @param flags of {@link Pattern}
   * @throws PatternSyntaxException when it does not compile
   */
  public static Pattern compile(String regex, int flags) {
    return Pattern.compile(new RustRegex(regex).translate(), flags);
  }

  private String translate() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\\' && at + 1 < source.length()) {
        escape(source.charAt(at + 1));
      } else if (inClass) {
        classCharacter(c);
      } else if (c == '[') {
        openClass();
      } else if (source.startsWith("(?<", at) && !lookBehind()) {
        out.append("(?P<");
        at += 3;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private boolean lookBehind() {
    return source.startsWith("(?<=", at) || source.startsWith("(?<!", at);
  }

  private void openClass() {
    inClass = true;
    out.append('[');
    at++;
    if (at < source.length() && source.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    if (at < source.length() && source.charAt(at) == ']') {
      out.append("\\]");
      at++;
    }
  }

  private void classCharacter(char c) {
    if (c == '[') {
      int end = source.startsWith("[:", at) ? source.indexOf(":]", at) : -1;
      if (end < 0) {
        throw new PatternSyntaxException("nested classes are not supported", source);
      }
      out.append(source, at, end + 2);
      at = end + 2;
      return;
    }
    if (source.startsWith("&&", at) || source.startsWith("--", at) || source.startsWith("~~", at)) {
      throw new PatternSyntaxException("set operations are not supported", source);
    }
    inClass = c != ']';
    out.append(c);
    at++;
  }

  private void escape(char c) {
    at += 2;
    switch (c) {
      case 'd' -> out.append(DIGIT);
      case 'D' -> out.append("\\P{Nd}");
      case 'w' -> out.append(inClass ? WORD : "[" + WORD + "]");
      case 's' -> out.append(inClass ? SPACE : "[" + SPACE + "]");
      case 'W' -> out.append(inClass ? "\\W" : "[^" + WORD + "]");
      case 'S' -> out.append(inClass ? "\\S" : "[^" + SPACE + "]");
      case 'u' -> codePoint(4);
      case 'U' -> codePoint(8);
      default -> out.append('\\').append(c);
    }
  }

  private void codePoint(int digits) {
    if (at < source.length() && source.charAt(at) == '{') {
      out.append("\\x");
      return;
    }
    if (at + digits > source.length()) {
      throw new PatternSyntaxException("incomplete escape", source);
    }
    out.append("\\x{").append(source, at, at + digits).append('}');
    at += digits;
  }

  /**
   * The text that everything begins with that the expression fits from its start; so that it need
   * not be tried on other paths. Empty when there is none to be sure of.
   */
  public static String literalPrefix(String regex) {
    if (alternatives(regex)) {
      return "";
    }
    StringBuilder prefix = new StringBuilder();
    int at = 0;
    while (at < regex.length()) {
      int c = regex.codePointAt(at);
      int next = at + Character.charCount(c);
      if (c == '\\') {
        if (next >= regex.length() || !punctuation(regex.charAt(next))) {
          break;
        }
        c = regex.charAt(next);
        next++;
      } else if (".[](){}*+?^$|".indexOf(c) >= 0) {
        break;
      }
      if (next < regex.length() && "*?{".indexOf(regex.charAt(next)) >= 0) {
        break;
      }
      prefix.appendCodePoint(c);
      at = next;
    }
    return prefix.toString();
  }

  private static boolean punctuation(char c) {
    return c < 128 && c > ' ' && !Character.isLetterOrDigit(c);
  }

  /** Whether a {@code |} stands outside of all groups. */
  private static boolean alternatives(String regex) {
    int depth = 0;
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        i += regex.startsWith("[]", i) || regex.startsWith("[^]", i) ? 1 : 0;
        i += i + 1 < regex.length() && regex.charAt(i) == '^' ? 1 : 0;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '|' && depth == 0) {
        return true;
      }
    }
    return false;
  }
}
