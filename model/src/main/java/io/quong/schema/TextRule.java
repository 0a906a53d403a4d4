package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** One of some patterns is found in a text: what conditions ask. */
final class TextRule implements Rule {
  private final List<Pattern> patterns;
  private final boolean listed;

  TextRule(List<String> patterns, boolean listed) {
    this.patterns = patterns.stream().map(Pattern::compile).toList();
    this.listed = listed;
  }

  @Override
  public String refuse(JsonNode value) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(value.asText()).find()) {
        return null;
      }
    }
    return "invalid value: " + value.asText();
  }

  @Override
  public void show(ObjectNode attributes) {
    if (!listed) {
      attributes.put("match", patterns.get(0).pattern());
      return;
    }
    ArrayNode shown = attributes.putObject("match_any").putArray("patterns");
    patterns.forEach(pattern -> shown.add(pattern.pattern()));
  }
}
