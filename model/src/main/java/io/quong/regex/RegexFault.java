package io.quong.regex;

/** What is wrong with a regular expression, told and marked as Rust's {@code regex} does. */
public final class RegexFault {
  private RegexFault() {}

  /** Thrown inside of the package, with the places to mark. */
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int from;
    final int to;
    final int otherFrom;
    final int otherTo;

    Found(String message, int from, int to) {
      this(message, from, to, -1, -1);
    }

    Found(String message, int from, int to, int otherFrom, int otherTo) {
      super(message, null, false, false);
      this.from = from;
      this.to = to;
      this.otherFrom = otherFrom;
      this.otherTo = otherTo;
    }
  }

  /** The message of several lines, or null when nothing is wrong. */
  public static String find(String regex) {
    try {
      new RegexGrammar(regex).check();
      return null;
    } catch (Found fault) {
      StringBuilder marks = new StringBuilder();
      mark(marks, regex, fault.otherFrom, fault.otherTo);
      mark(marks, regex, fault.from, fault.to);
      return "regex parse error:\n    "
          + regex
          + "\n    "
          + marks
          + "\nerror: "
          + fault.getMessage();
    }
  }

  /** The same form for something that only RE2/J refuses; it does not say where. */
  public static String told(String regex, String problem) {
    return "regex parse error:\n    " + regex + "\n    ^\nerror: " + problem;
  }

  private static void mark(StringBuilder marks, String regex, int from, int to) {
    if (from < 0) {
      return;
    }
    int column = regex.codePointCount(0, from);
    marks.append(" ".repeat(Math.max(0, column - marks.length())));
    marks.append("^".repeat(Math.max(1, regex.codePointCount(from, to))));
  }
}
