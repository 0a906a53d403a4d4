package io.quong.admin.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.admin.lint.Finding.Severity;
import io.quong.admin.store.Row;
import java.util.List;
import java.util.Set;

/** Templates that decide more than they shape: business rules belong to a service. */
final class TemplateLint {
  private static final Set<String> WITH_TEMPLATES =
      Set.of("aggregate", "response-shape", "error-format");
  private static final int LONGEST = 4_000;
  private static final int DEEPEST = 8;
  private static final int MOST_CHOICES = 6;
  private static final int MOST_FUNCTIONS = 4;

  private final List<Finding> findings;

  TemplateLint(List<Finding> findings) {
    this.findings = findings;
  }

  void look(Row plugin) {
    if (WITH_TEMPLATES.contains(plugin.body().path("name").asText())) {
      look(plugin, "config", plugin.body().path("config"));
    }
  }

  private void look(Row plugin, String place, JsonNode value) {
    if (value.isTextual()) {
      Signs signs = Signs.of(value.asText());
      if (signs.tooMuch()) {
        findings.add(
            new Finding(
                "deep-template",
                Severity.WARNING,
                List.of(plugin),
                "Move what %s decides to a service: the template has %d choices and %d functions,"
                        .formatted(place, signs.choices(), signs.functions())
                    + " is nested %d deep and %d characters long, and the gateway should only shape."
                        .formatted(signs.depth(), signs.length())));
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        look(plugin, place + "[" + i + "]", value.get(i));
      }
    } else {
      value.fields().forEachRemaining(f -> look(plugin, place + "." + f.getKey(), f.getValue()));
    }
  }

  /**
   * What tells logic from shape.
   *
   * @param depth of brackets and braces
   * @param choices how often the text goes one way or another
   */
  private record Signs(int length, int depth, int choices, int functions) {
    static Signs of(String template) {
      int depth = 0;
      int deepest = 0;
      int choices = 0;
      int functions = 0;
      char quote = 0;
      for (int i = 0; i < template.length(); i++) {
        char c = template.charAt(i);
        if (quote != 0) {
          if (c == '\\') {
            i++;
          } else if (c == quote) {
            quote = 0;
          }
        } else if (c == '"' || c == '\'' || c == '`') {
          quote = c;
        } else if (c == '{' || c == '[' || c == '(') {
          deepest = Math.max(deepest, ++depth);
        } else if (c == '}' || c == ']' || c == ')') {
          depth--;
        } else if (c == '?') {
          choices++;
        } else if (c == 'λ' || template.startsWith("function(", i)) {
          functions++;
        }
      }
      return new Signs(template.length(), deepest, choices, functions);
    }

    boolean tooMuch() {
      return length > LONGEST
          || depth > DEEPEST
          || choices > MOST_CHOICES
          || functions > MOST_FUNCTIONS;
    }
  }
}
