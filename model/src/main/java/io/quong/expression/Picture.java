package io.quong.expression;

/** The place of a fault in a text, drawn as the router's parser does. */
final class Picture {
  private Picture() {}

  /** Points to a place. */
  static String at(String text, int place, String message) {
    char there = place < text.length() ? text.charAt(place) : 0;
    String line = lineAt(text, place);
    String shown = there == '\n' || there == '\r' ? visible(line) : bare(line);
    int column = column(text, place);
    return draw(lineNumber(text, place), column, shown, null, 0, indent(shown, column) + "^---")
        + message;
  }

  /**
   * Underlines a part.
   *
   * @param to the place behind it; more than {@code from}
   */
  static String of(String text, int from, int to, String message) {
    int line = lineNumber(text, from);
    int column = column(text, from);
    String shown = bare(lineAt(text, from));
    int lastLine = lineNumber(text, to - 1);
    String last = lastLine == line ? null : bare(lineAt(text, to - 1));
    int left = column;
    int right = column(text, to - 1) + 1;
    if (left > right) {
      int swap = left - 1;
      left = right - 1 < 1 ? 1 : right - 1;
      right = swap + 1;
    }
    StringBuilder under = new StringBuilder(indent(shown, left)).append('^');
    if (right - left > 1) {
      under.append("-".repeat(right - left - 2)).append('^');
    }
    return draw(line, column, shown, last, lastLine, under.toString()) + message;
  }

  private static String draw(
      int line, int column, String shown, String last, int lastLine, String under) {
    String number = Integer.toString(line);
    int width = (last == null ? number : Integer.toString(lastLine)).length();
    String margin = " ".repeat(width);
    StringBuilder out = new StringBuilder();
    out.append(margin).append("--> ").append(line).append(':').append(column).append('\n');
    out.append(margin).append(" |\n");
    row(out, number, width, shown);
    if (last != null) {
      if (lastLine - line > 1) {
        out.append(margin).append(" | ...\n");
      }
      row(out, Integer.toString(lastLine), width, last);
    }
    out.append(margin).append(" | ").append(under).append('\n');
    return out.append(margin).append(" |\n").append(margin).append(" = ").toString();
  }

  private static void row(StringBuilder out, String number, int width, String shown) {
    out.append(number).append(" ".repeat(width - number.length()));
    out.append(" | ").append(shown).append('\n');
  }

  private static String indent(String line, int column) {
    StringBuilder out = new StringBuilder();
    line.codePoints().limit(column - 1L).forEach(c -> out.append(c == '\t' ? '\t' : ' '));
    return out.toString();
  }

  private static int lineNumber(String text, int place) {
    return 1 + (int) text.substring(0, place).chars().filter(c -> c == '\n').count();
  }

  private static int column(String text, int place) {
    return 1 + text.codePointCount(text.lastIndexOf('\n', place - 1) + 1, place);
  }

  private static String lineAt(String text, int place) {
    int start = text.lastIndexOf('\n', place - 1) + 1;
    int end = text.indexOf('\n', place);
    return text.substring(start, end < 0 ? text.length() : end + 1);
  }

  private static String bare(String line) {
    return line.replace("\r", "").replace("\n", "");
  }

  private static String visible(String line) {
    return line.replace('\r', '\u240d').replace('\n', '\u240a');
  }
}
