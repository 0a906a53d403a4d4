package io.quong.admin.api;

import io.quong.admin.api.Arguments.Argument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bodies of {@code multipart/form-data}. Files count by their content. Of parts with the same name
 * the last one counts, as in Kong.
 */
final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^\\s;]{1,200}))");
  private static final Pattern NAME =
      Pattern.compile("(?i)content-disposition:[^\\r\\n]*?[;\\s]name=(?:\"([^\"]*)\"|([^\\s;]+))");

  private Multipart() {}

  static List<Argument> parse(String contentType, byte[] bytes) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      return List.of();
    }
    String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    byte[] delimiter = ("--" + text).getBytes(StandardCharsets.UTF_8);
    Map<String, Argument> parts = new LinkedHashMap<>();
    int from = indexOf(bytes, delimiter, 0);
    while (from >= 0) {
      int start = from + delimiter.length;
      int next = indexOf(bytes, delimiter, start);
      if (next < 0) {
        break;
      }
      part(new String(bytes, start, next - start, StandardCharsets.UTF_8), parts);
      from = next;
    }
    return new ArrayList<>(parts.values());
  }

  /** What stands between two delimiters: a line's end, headers, an empty line, the content. */
  private static void part(String part, Map<String, Argument> parts) {
    int headersEnd = part.indexOf("\r\n\r\n");
    int gap = 4;
    if (headersEnd < 0) {
      headersEnd = part.indexOf("\n\n");
      gap = 2;
    }
    if (headersEnd < 0) {
      return;
    }
    Matcher name = NAME.matcher(part.substring(0, headersEnd));
    if (!name.find()) {
      return;
    }
    String content = part.substring(headersEnd + gap);
    if (content.endsWith("\r\n")) {
      content = content.substring(0, content.length() - 2);
    } else if (content.endsWith("\n")) {
      content = content.substring(0, content.length() - 1);
    }
    String key = name.group(1) == null ? name.group(2) : name.group(1);
    parts.remove(key);
    parts.put(key, new Argument(key, content));
    if (parts.size() > Arguments.MOST) {
      throw AdminError.plain(400, "Too many arguments");
    }
  }

  private static int indexOf(byte[] bytes, byte[] wanted, int from) {
    outer:
    for (int i = from; i <= bytes.length - wanted.length; i++) {
      for (int j = 0; j < wanted.length; j++) {
        if (bytes[i + j] != wanted[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }
}
