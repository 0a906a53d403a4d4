package io.quong.plugins.aiprompttemplate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A JSON text with places for values: {@code {{name}}}. */
final class PromptTemplate {
  /** Texts and names in turn. */
  private final List<String> parts = new ArrayList<>();

  private final Set<String> names = new LinkedHashSet<>();

  PromptTemplate(String template) {
    int from = 0;
    int text = 0;
    while (true) {
      int open = template.indexOf("{{", from);
      int close = open < 0 ? -1 : template.indexOf("}}", open);
      if (close < 0) {
        parts.add(template.substring(text));
        return;
      }
      String name = template.substring(open + 2, close);
      if (isName(name)) {
        parts.add(template.substring(text, open));
        parts.add(name);
        names.add(name);
        text = close + 2;
        from = text;
      } else {
        from = open + 1;
      }
    }
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '_');
  }

  /** The names that have no value, in order of appearance. */
  List<String> missing(Map<String, String> values) {
    return names.stream().filter(name -> !values.containsKey(name)).toList();
  }

  /** The values stand in it as the inside of JSON texts: none can end its text. */
  String render(Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (i % 2 == 0) {
        out.append(parts.get(i));
      } else {
        JsonStringEncoder.getInstance().quoteAsString(values.get(parts.get(i)), out);
      }
    }
    return out.toString();
  }
}
