package io.quong.plugin.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A {@code multipart/form-data} body, its parts in order. Parts that nobody touches are written
 * back byte for byte. Byte text throughout.
 */
public final class Multipart {
  private static final String LINE = "\r\n";
  private static final int MAX_PARTS = 1000;

  private final String boundary;
  private final List<Part> parts = new ArrayList<>();

  /**
   * @param name the form field's name; empty when the part has none
   * @param head the header lines, without the blank line behind them
   * @param content the bytes behind it
   */
  public record Part(String name, String head, String content) {}

  public Multipart(String boundary) {
    this.boundary = boundary;
  }

  /** The boundary that a content type names, or null. */
  public static String boundary(String contentType) {
    int at = contentType.toLowerCase(Locale.ROOT).indexOf("boundary=");
    if (at < 0) {
      return null;
    }
    String rest = contentType.substring(at + "boundary=".length());
    if (rest.startsWith("\"")) {
      int close = rest.indexOf('"', 1);
      return close > 1 ? rest.substring(1, close) : null;
    }
    int end = 0;
    while (end < rest.length() && "; \t,".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return end == 0 ? null : rest.substring(0, end);
  }

  /** Reads the parts; a body that isn't one has none. */
  public static Multipart parse(String body, String boundary) {
    Multipart result = new Multipart(boundary);
    String delimiter = "--" + boundary;
    int at = body.startsWith(delimiter) ? 0 : body.indexOf(LINE + delimiter);
    if (at > 0) {
      at += LINE.length();
    }
    while (at >= 0 && result.parts.size() < MAX_PARTS) {
      int start = at + delimiter.length();
      if (body.startsWith("--", start)) {
        break;
      }
      int lineEnd = body.indexOf('\n', start);
      if (lineEnd < 0) {
        break;
      }
      int from = lineEnd + 1;
      int next = body.indexOf(LINE + delimiter, from - LINE.length());
      int end = next < 0 ? body.length() : Math.max(next, from);
      result.parts.add(part(body.substring(from, end)));
      at = next < 0 ? -1 : next + LINE.length();
    }
    return result;
  }

  private static Part part(String text) {
    int blank = text.startsWith(LINE) ? 0 : text.indexOf(LINE + LINE);
    String head = blank <= 0 ? "" : text.substring(0, blank);
    String content = blank < 0 ? text : text.substring(blank + (blank == 0 ? 2 : 4));
    return new Part(name(head), head, content);
  }

  private static String name(String head) {
    for (String line : head.split(LINE, -1)) {
      if (!line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        continue;
      }
      String lower = line.toLowerCase(Locale.ROOT);
      for (int at = lower.indexOf("name="); at >= 0; at = lower.indexOf("name=", at + 1)) {
        char before = lower.charAt(at - 1);
        if (before != ';' && before != ' ' && before != '\t') {
          continue;
        }
        String rest = line.substring(at + "name=".length());
        if (rest.startsWith("\"")) {
          int close = rest.indexOf('"', 1);
          return close < 0 ? "" : rest.substring(1, close);
        }
        int end = rest.indexOf(';');
        return (end < 0 ? rest : rest.substring(0, end)).strip();
      }
    }
    return "";
  }

  /** The parts in order, not to be changed. */
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  /** The first part of the name, or null. */
  public Part first(String name) {
    int at = indexOf(name);
    return at < 0 ? null : parts.get(at);
  }

  /** Takes every part of the name out. */
  public void remove(String name) {
    parts.removeIf(part -> part.name().equals(name));
  }

  /** Takes the first part of the name out and puts a plain text field at the end. */
  public void set(String name, String value) {
    int at = indexOf(name);
    if (at >= 0) {
      parts.remove(at);
    }
    parts.add(field(name, value));
  }

  /** Takes the first part out and puts its content at the end as a plain field of the new name. */
  public void rename(String from, String to) {
    int at = indexOf(from);
    if (at >= 0) {
      String content = parts.remove(at).content();
      remove(to);
      parts.add(field(to, content));
    }
  }

  private int indexOf(String name) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static Part field(String name, String value) {
    return new Part(name, "Content-Disposition: form-data; name=\"" + name + "\"", value);
  }

  /** The body, with its closing delimiter. */
  public String encode() {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      out.append("--").append(boundary).append(LINE);
      if (!part.head().isEmpty()) {
        out.append(part.head()).append(LINE);
      }
      out.append(LINE).append(part.content()).append(LINE);
    }
    return out.append("--").append(boundary).append("--").append(LINE).toString();
  }
}
