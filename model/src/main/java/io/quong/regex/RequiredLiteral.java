package io.quong.regex;

/**
 * A piece of text that every text must have which an expression fits: so that of many expressions
 * only those need be tried whose piece stands in the path. Whatever Rust's {@code regex} and PCRE
 * read differently counts as unsure.
 */
public final class RequiredLiteral {
  private static final String OPERATORS = ".[](){}*+?^$|";
  private static final String OPTIONAL = "*?{";
  private static final String ESCAPES = "dDwWsSbBAzZnrtfvhHVRNXxuUpP";

  private final String regex;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";
  private int at;
  private boolean unsure;

  private RequiredLiteral(String regex) {
    this.regex = regex;
  }

  /**
   * The longest such piece behind the literal beginning of the expression; empty when there is none
   * to be sure of: alternatives outside of groups, flags, quoted runs, verbs, escapes not known.
   */
  public static String behindPrefix(String regex) {
    if (hasFlags(regex) || regex.contains("\\Q") || regex.contains("(*")) {
      return "";
    }
    RequiredLiteral scan = new RequiredLiteral(regex);
    scan.at = behindLiteralPrefix(regex);
    return scan.find();
  }

  private static int behindLiteralPrefix(String regex) {
    int source = 0;
    for (int i = RustRegex.literalPrefix(regex).length(); i > 0; i--) {
      source += regex.charAt(source) == '\\' ? 2 : 1;
    }
    return source;
  }

  /** {@code (?i)}, {@code (?x:…)} and the like change what a literal is. */
  private static boolean hasFlags(String regex) {
    for (int i = regex.indexOf("(?"); i >= 0; i = regex.indexOf("(?", i + 1)) {
      char kind = i + 2 < regex.length() ? regex.charAt(i + 2) : 0;
      if (kind != ':' && kind != '<' && kind != 'P') {
        return true;
      }
    }
    return false;
  }

  private String find() {
    while (at < regex.length() && !unsure) {
      char c = regex.charAt(at);
      if (c == '(' || c == '[') {
        end();
        at = c == '(' ? behindGroup(at) : behindClass(at);
      } else if (c == '\\') {
        escape();
      } else if (OPERATORS.indexOf(c) >= 0) {
        end();
        operator(c);
      } else {
        literal(regex.codePointAt(at), at + Character.charCount(regex.codePointAt(at)));
      }
    }
    end();
    return unsure ? "" : longest;
  }

  private void operator(char c) {
    int next = c == '{' ? behindCount(at) : at + 1;
    unsure = c == '|' || next < 0;
    at = next;
  }

  /** Behind {@code {2,3}}; negative when the brace is no count, and so stands for itself. */
  private int behindCount(int open) {
    int i = open + 1;
    while (i < regex.length() && "0123456789,".indexOf(regex.charAt(i)) >= 0) {
      i++;
    }
    return i < regex.length() && regex.charAt(i) == '}' ? i + 1 : -1;
  }

  private void escape() {
    char c = at + 1 < regex.length() ? regex.charAt(at + 1) : 0;
    if (c > ' ' && c < 128 && !Character.isLetterOrDigit(c)) {
      literal(c, at + 2);
      return;
    }
    end();
    boolean braces = at + 2 < regex.length() && regex.charAt(at + 2) == '{';
    int next;
    if ("xuUpP".indexOf(c) >= 0 && braces) {
      next = regex.indexOf('}', at) + 1;
    } else {
      next = at + 2 + argument(c);
      for (int i = at + 2; i < next && i < regex.length(); i++) {
        unsure |= !Character.isLetterOrDigit(regex.charAt(i));
      }
    }
    unsure |= ESCAPES.indexOf(c) < 0 || next == 0;
    at = next;
  }

  /** How many characters belong to an escape behind its letter. */
  private static int argument(char escape) {
    return switch (escape) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      case 'p', 'P' -> 1;
      default -> 0;
    };
  }

  private void literal(int character, int next) {
    boolean optional = next < regex.length() && OPTIONAL.indexOf(regex.charAt(next)) >= 0;
    if (optional) {
      end();
    } else {
      run.appendCodePoint(character);
    }
    at = next;
  }

  private void end() {
    if (run.length() > longest.length()) {
      longest = run.toString();
    }
    run.setLength(0);
  }

  private int behindGroup(int open) {
    int depth = 0;
    int i = open;
    while (i < regex.length()) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i += 2;
      } else if (c == '[') {
        i = behindClass(i);
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        i++;
        if (depth == 0) {
          return i;
        }
      }
    }
    return i;
  }

  private int behindClass(int open) {
    int i = open + 1;
    if (i < regex.length() && regex.charAt(i) == '^') {
      i++;
    }
    if (i < regex.length() && regex.charAt(i) == ']') {
      i++;
    }
    while (i < regex.length() && regex.charAt(i) != ']') {
      if (regex.startsWith("[:", i) && regex.indexOf(":]", i) > 0) {
        i = regex.indexOf(":]", i) + 2;
      } else {
        i += regex.charAt(i) == '\\' ? 2 : 1;
      }
    }
    return i + 1;
  }
}
