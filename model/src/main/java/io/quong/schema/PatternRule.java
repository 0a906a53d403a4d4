package io.quong.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns that a text must or must not have: Kong's match, match_all, match_any and match_none.
 */
final class PatternRule implements Rule {
  private final Match match;
  private final List<Pattern> patterns = new ArrayList<>();

  PatternRule(Match match) {
    this.match = match;
    for (Match.Pattern pattern : match.value()) {
      patterns.add(Pattern.compile(pattern.value()));
    }
  }

  @Override
  public String refuse(JsonNode value) {
    String text = value.asText();
    boolean any = false;
    for (int i = 0; i < patterns.size(); i++) {
      boolean found = patterns.get(i).matcher(text).find();
      any |= found;
      if (match.mode() != Match.Mode.ANY && found == (match.mode() == Match.Mode.NONE)) {
        return message(match.value()[i].error(), text);
      }
    }
    return match.mode() == Match.Mode.ANY && !any ? message("", text) : null;
  }

  private String message(String own, String text) {
    if (!own.isEmpty()) {
      return own;
    }
    return match.error().isEmpty() ? "invalid value: " + text : match.error();
  }

  @Override
  public void show(ObjectNode attributes) {
    Match.Pattern first = match.value()[0];
    if (match.mode() == Match.Mode.ANY) {
      ObjectNode any = attributes.putObject("match_any");
      ArrayNode shown = any.putArray("patterns");
      for (Match.Pattern pattern : match.value()) {
        shown.add(shown(pattern));
      }
      if (!match.error().isEmpty()) {
        any.put("err", match.error());
      }
    } else if (match.mode() == Match.Mode.ALL && first.error().isEmpty()) {
      attributes.put("match", shown(first));
      if (!match.error().isEmpty()) {
        attributes.put("err", match.error());
      }
    } else {
      String list = match.mode() == Match.Mode.NONE ? "match_none" : "match_all";
      ArrayNode all = attributes.withArray("/" + list);
      for (Match.Pattern pattern : match.value()) {
        ObjectNode each = all.addObject().put("pattern", shown(pattern));
        String error = pattern.error().isEmpty() ? match.error() : pattern.error();
        if (!error.isEmpty()) {
          each.put("err", error);
        }
      }
    }
  }

  private static String shown(Match.Pattern pattern) {
    return pattern.shown().isEmpty() ? pattern.value() : pattern.shown();
  }
}
