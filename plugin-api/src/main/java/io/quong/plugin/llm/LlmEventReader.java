package io.quong.plugin.llm;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream into its events: server-sent ones by their {@code data} lines, or JSON objects that
 * come one after the other or as the elements of a list. What is not whole yet is kept.
 */
public final class LlmEventReader {
  /** No event is longer; what is so far is forgotten. */
  private static final int LONGEST = 1 << 20;

  private final StringBuilder rest = new StringBuilder();
  private final StringBuilder data = new StringBuilder();
  private boolean begun;
  private boolean objects;

  /**
   * The texts of the events that are whole now.
   *
   * @param piece byte text
   * @param last whether nothing comes behind it
   */
  public List<String> read(String piece, boolean last) {
    rest.append(piece);
    if (!begun && !rest.toString().isBlank()) {
      begun = true;
      char first = rest.toString().strip().charAt(0);
      objects = first == '{' || first == '[';
    }
    List<String> events = new ArrayList<>();
    if (objects) {
      objects(events);
    } else {
      lines(events, last);
    }
    if (rest.length() > LONGEST || data.length() > LONGEST) {
      rest.setLength(0);
      data.setLength(0);
    }
    return events;
  }

  private void lines(List<String> events, boolean last) {
    int from = 0;
    int end = rest.indexOf("\n");
    while (end >= 0) {
      line(rest.substring(from, end), events);
      from = end + 1;
      end = rest.indexOf("\n", from);
    }
    rest.delete(0, from);
    if (last) {
      line(rest.toString(), events);
      line("", events);
      rest.setLength(0);
    }
  }

  private void line(String line, List<String> events) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    if (text.isEmpty()) {
      if (!data.isEmpty()) {
        events.add(data.toString());
        data.setLength(0);
      }
    } else if (text.startsWith("data:")) {
      data.append(data.isEmpty() ? "" : "\n").append(text.substring(5).strip());
    }
  }

  private void objects(List<String> events) {
    int depth = 0;
    int begin = -1;
    int done = 0;
    boolean quoted = false;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        begin = depth++ == 0 ? i : begin;
      } else if (c == '}' && depth > 0) {
        depth--;
        if (depth == 0) {
          events.add(rest.substring(begin, i + 1));
          done = i + 1;
        }
      }
    }
    rest.delete(0, done);
  }
}
