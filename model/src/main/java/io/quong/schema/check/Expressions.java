package io.quong.schema.check;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether an expression compiles as PCRE, as far as Java's dialect can tell, in PCRE's words. */
final class Expressions {
  private static final int LONGEST = 10_000;

  private Expressions() {}

  /** What Kong's library says, or null when it compiles. */
  static String problem(String regex) {
    if (regex.length() > LONGEST) {
      return "pcre2_compile() failed: regular expression is too large";
    }
    try {
      // Java calls a named group as Perl does, without the P of Python.
      Pattern.compile(regex.replace("(?P<", "(?<").replaceAll("\\(\\?<([A-Za-z0-9]*)_", "(?<$1U"));
      return null;
    } catch (PatternSyntaxException broken) {
      return message(regex, broken);
    } catch (StackOverflowError nested) {
      return "pcre2_compile() failed: parentheses are too deeply nested";
    }
  }

  private static String message(String regex, PatternSyntaxException broken) {
    String said = broken.getDescription();
    String reason =
        said.contains("Unclosed group")
            ? "missing closing parenthesis"
            : said.contains("Unclosed character class")
                ? "missing terminating ] for character class"
                : said.contains("Unmatched closing")
                    ? "unmatched closing parenthesis"
                    : said.contains("Illegal character range")
                        ? "range out of order in character class"
                        : said.contains("Dangling meta")
                            ? "quantifier does not follow a repeatable item"
                            : said.contains("repetition range")
                                ? "numbers out of order in {} quantifier"
                                : said.contains("named capturing group")
                                    ? "subpattern name must start with a non-digit"
                                    : said.toLowerCase(java.util.Locale.ROOT);
    return "pcre2_compile() failed: " + reason + " in \"" + regex + "\"";
  }
}
