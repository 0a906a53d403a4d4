package io.quong.plugin.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A text with templates in it, each between <code>${</code> and <code>}</code>. */
public final class TextTemplate {
  private final List<String> texts = new ArrayList<>();
  private final List<Template> templates = new ArrayList<>();

  /**
   * Compiles it.
   *
   * @throws TemplateException when one of its templates is none
   */
  public TextTemplate(String text) {
    int from = 0;
    while (true) {
      int open = text.indexOf("${", from);
      int close = open < 0 ? -1 : end(text, open + 2);
      if (close < 0) {
        texts.add(text.substring(from));
        return;
      }
      texts.add(text.substring(from, open));
      templates.add(new Template(text.substring(open + 2, close)));
      from = close + 1;
    }
  }

  /** Where the braces that are opened inside are closed. */
  private static int end(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        depth++;
      } else if (text.charAt(i) == '}' && depth-- == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Whether there is no template in it, so that it is always the same. */
  public boolean isFixed() {
    return templates.isEmpty();
  }

  /** The text with its values; the items of a list are joined by commas. */
  public String render(JsonNode input) {
    return render(input, false);
  }

  /** The same, with values escaped so that none can leave its place in a path or query. */
  public String renderPath(JsonNode input) {
    return render(input, true);
  }

  private String render(JsonNode input, boolean escaped) {
    StringBuilder out = new StringBuilder(texts.get(0));
    for (int i = 0; i < templates.size(); i++) {
      out.append(value(templates.get(i).apply(input), escaped)).append(texts.get(i + 1));
    }
    return out.toString();
  }

  private static String value(JsonNode value, boolean escaped) {
    if (value.isArray()) {
      StringJoiner joined = new StringJoiner(",");
      value.forEach(each -> joined.add(value(each, escaped)));
      return joined.toString();
    }
    String text = value.isMissingNode() || value.isNull() ? "" : value.asText();
    return escaped ? PercentEncoding.component(ByteText.of(text)) : text;
  }
}
