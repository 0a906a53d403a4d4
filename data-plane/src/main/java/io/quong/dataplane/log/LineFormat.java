package io.quong.dataplane.log;

import io.quong.plugin.message.ByteText;
import io.quong.settings.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A log format whose variables are known: makes a line of what has passed.
 *
 * @param <E> what has passed: a request or a stream
 */
public final class LineFormat<E> {
  private final LogFormat.Escape escape;
  private final List<Function<E, String>> parts = new ArrayList<>();

  /** Variables of a kind of traffic. */
  public interface Variables<E> {
    /** Reads the variable, giving null or nothing for one without a value; null for no such one. */
    Function<E, String> named(String name);
  }

  /**
   * @throws IllegalArgumentException when it names a variable that there is not
   */
  public LineFormat(LogFormat format, Variables<E> variables) {
    this.escape = format.escape();
    for (LogFormat.Part part : format.parts()) {
      if (!part.variable()) {
        parts.add(passed -> part.text());
        continue;
      }
      Function<E, String> variable = variables.named(part.text());
      if (variable == null) {
        throw new IllegalArgumentException(
            "log format %s: unknown \"%s\" variable".formatted(format.name(), part.text()));
      }
      parts.add(passed -> escaped(variable.apply(passed)));
    }
  }

  /**
   * The format that the value of an access log names.
   *
   * @param value a path and perhaps a name
   * @param own the directive of the settings, or null
   * @param builtIn the first is for a value without a name
   */
  public static LogFormat chosen(String value, String own, LogFormat... builtIn) {
    String[] words = value.strip().split("\\s+", -1);
    if (words.length == 1) {
      return builtIn[0];
    }
    LogFormat given = own == null ? null : LogFormat.of(own);
    if (given != null && given.name().equals(words[1])) {
      return given;
    }
    for (LogFormat known : builtIn) {
      if (known.name().equals(words[1])) {
        return known;
      }
    }
    throw new IllegalArgumentException("unknown log format \"" + words[1] + "\"");
  }

  public String line(E passed) {
    StringBuilder line = new StringBuilder(256);
    for (Function<E, String> part : parts) {
      line.append(part.apply(passed));
    }
    return line.toString();
  }

  private String escaped(String value) {
    boolean none = value == null || value.isEmpty();
    return switch (escape) {
      case DEFAULT -> none ? "-" : hex(value);
      case JSON -> none ? "" : json(ByteText.unicode(value));
      case NONE -> none ? "" : ByteText.unicode(value);
    };
  }

  private static String hex(String value) {
    StringBuilder line = new StringBuilder(value.length());
    AccessLine.escape(line, value);
    return line.toString();
  }

  private static String json(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }
}
