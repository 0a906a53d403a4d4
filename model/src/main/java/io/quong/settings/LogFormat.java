package io.quong.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * nginx's {@code log_format}: a name, perhaps {@code escape=json}, and quoted texts with variables.
 *
 * @param name by which an access log names it
 * @param parts texts and variables in their order
 */
public record LogFormat(String name, Escape escape, List<Part> parts) {
  private static final Pattern WORD =
      Pattern.compile("\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s'\";]+))");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
  private static final String ESCAPE = "escape=";

  /** What is done to the values of variables. */
  public enum Escape {
    /** What is no printable ASCII, a quote or a backslash becomes {@code \xXX}; none is a dash. */
    DEFAULT,
    /** As in a JSON string; none is empty. */
    JSON,
    /** Nothing; none is empty. */
    NONE
  }

  /**
   * A piece of a line.
   *
   * @param text a variable's name, or text as it stands
   */
  public record Part(boolean variable, String text) {}

  /** Kong's for requests. */
  public static final LogFormat KONG =
      of(
          "kong_log_format '$remote_addr - $remote_user [$time_local] \"$request\" $status"
              + " $body_bytes_sent \"$http_referer\" \"$http_user_agent\" kong_request_id:"
              + " \"$kong_request_id\"'");

  /** nginx's own for requests. */
  public static final LogFormat COMBINED =
      of(
          "combined '$remote_addr - $remote_user [$time_local] \"$request\" $status"
              + " $body_bytes_sent \"$http_referer\" \"$http_user_agent\"'");

  /** Kong's for streams. */
  public static final LogFormat BASIC =
      of(
          "basic '$remote_addr [$time_local] $protocol $status $bytes_sent $bytes_received"
              + " $session_time'");

  /**
   * Reads the value of a {@code log_format} directive.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static LogFormat of(String directive) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(directive.strip());
    int at = 0;
    while (word.find(at) && word.start() == at) {
      boolean quoted = word.group(3) == null;
      String text = quoted ? word.group(word.group(1) == null ? 2 : 1) : word.group(3);
      words.add(quoted ? text.replaceAll("\\\\(['\"\\\\])", "$1") : text);
      at = word.end();
    }
    String rest = directive.strip().substring(at).strip();
    if (words.size() < 2 || !(rest.isEmpty() || rest.equals(";"))) {
      throw new IllegalArgumentException("expected a name and quoted texts");
    }
    Escape escape = Escape.DEFAULT;
    int first = 1;
    if (words.get(1).startsWith(ESCAPE)) {
      escape = escape(words.get(1).substring(ESCAPE.length()));
      first = 2;
    }
    return new LogFormat(
        words.get(0), escape, parts(String.join("", words.subList(first, words.size()))));
  }

  private static Escape escape(String name) {
    return switch (name) {
      case "default" -> Escape.DEFAULT;
      case "json" -> Escape.JSON;
      case "none" -> Escape.NONE;
      default -> throw new IllegalArgumentException("unknown log format escaping " + name);
    };
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher variable = VARIABLE.matcher(text);
    int at = 0;
    while (variable.find()) {
      if (variable.start() > at) {
        parts.add(new Part(false, text.substring(at, variable.start())));
      }
      String name = variable.group(variable.group(1) == null ? 2 : 1);
      parts.add(new Part(true, name));
      at = variable.end();
    }
    if (at < text.length()) {
      parts.add(new Part(false, text.substring(at)));
    }
    return List.copyOf(parts);
  }

  /** What is wrong with a directive; null for nothing. */
  static String checkFormat(String directive) {
    try {
      of(directive);
      return null;
    } catch (IllegalArgumentException broken) {
      return "log_format: " + broken.getMessage();
    }
  }

  /** What is wrong with the value of an access log; null for nothing. */
  static String checkTarget(String value) {
    return value.strip().split("\\s+").length > 2
        ? "an access log is a path and perhaps the name of a format"
        : null;
  }
}
