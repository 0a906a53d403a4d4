package io.quong.plugins.zipkin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags that a client asks for: {@code a=b; c=d}, on any number of lines. */
final class TagsHeader {
  private static final System.Logger LOG = System.getLogger(TagsHeader.class.getName());
  private static final int MOST = 100;

  private TagsHeader() {}

  /** By name; a later one counts. Items of another form are told in the log and left out. */
  static Map<String, String> parse(List<String> lines) {
    Map<String, String> tags = new LinkedHashMap<>();
    List<String> bad = new ArrayList<>();
    for (String line : lines) {
      for (String item : line.split(";")) {
        String tag = item.trim();
        int equals = tag.indexOf('=');
        String name = equals < 0 ? "" : tag.substring(0, equals).trim();
        String value = tag.substring(equals + 1).trim();
        if (name.isEmpty() || value.isEmpty() || name.indexOf(' ') >= 0) {
          if (!tag.isEmpty()) {
            bad.add(tag);
          }
        } else if (tags.size() < MOST || tags.containsKey(name)) {
          tags.put(name, value);
        }
      }
    }
    if (!bad.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Could not parse the following Zipkin tags: " + String.join(", ", bad));
    }
    return tags;
  }
}
