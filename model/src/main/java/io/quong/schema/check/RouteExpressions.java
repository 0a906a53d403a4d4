package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.quong.regex.RustRegex;
import io.quong.schema.rule.WholeCheck;

/** The expressions of a route compile in the dialect of the router. */
public final class RouteExpressions implements WholeCheck {
  @Override
  public String refuse(ObjectNode whole) {
    for (JsonNode path : whole.path("paths")) {
      if (path.asText().startsWith("~")) {
        String refusal = refuse("http.path ~ ", "^" + path.asText().substring(1), 0);
        if (refusal != null) {
          return refusal;
        }
      }
    }
    for (JsonNode values : whole.path("headers")) {
      for (JsonNode value : values) {
        if (values.size() > 0 && value.asText().startsWith("~*")) {
          String regex = value.asText().substring(2);
          String refusal = refuse("http.headers ~ ", regex, Pattern.CASE_INSENSITIVE);
          if (refusal != null) {
            return refusal;
          }
        }
      }
    }
    return null;
  }

  private static String refuse(String left, String regex, int flags) {
    try {
      RustRegex.compile(regex, flags);
      return null;
    } catch (PatternSyntaxException broken) {
      return "Router Expression failed validation: "
          + left
          + "\""
          + regex
          + "\": "
          + broken.getDescription();
    }
  }
}
