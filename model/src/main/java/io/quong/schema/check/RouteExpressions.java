package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.quong.expression.Expression;
import io.quong.expression.ExpressionCheck;
import io.quong.expression.ExpressionException;
import io.quong.regex.RustRegex;
import io.quong.schema.rule.WholeCheck;
import java.util.Set;

/**
 * A route's expression is one of the router's language, and stands alone; regular expressions
 * compile in the dialect of the router.
 */
public final class RouteExpressions implements WholeCheck {
  private static final String PREFIX = "Router Expression failed validation: ";
  private static final String CLASSIC =
      "'methods', 'hosts', 'paths', 'headers', 'snis', 'sources' or 'destinations' simultaneously";
  private static final Set<String> HTTP = Set.of("http", "https", "grpc", "grpcs");

  @Override
  public String refuse(ObjectNode whole) {
    String refusal = refuseRoute(whole);
    return refusal == null ? null : PREFIX + refusal;
  }

  private static String refuseRoute(ObjectNode whole) {
    boolean classic = hasClassic(whole);
    if (whole.path("expression").isTextual()) {
      return classic
          ? "cannot set 'expression' with " + CLASSIC
          : whole.path("regex_priority").asLong() != 0
              ? "cannot set 'regex_priority' with 'expression' simultaneously"
              : refuseExpression(whole);
    }
    if (classic && whole.path("priority").asLong() != 0) {
      return "cannot set 'priority' with " + CLASSIC;
    }
    return refusePatterns(whole);
  }

  private static boolean hasClassic(ObjectNode whole) {
    for (String field :
        new String[] {"methods", "hosts", "paths", "headers", "snis", "sources", "destinations"}) {
      if (whole.path(field).size() > 0) {
        return true;
      }
    }
    return false;
  }

  private static String refuseExpression(ObjectNode whole) {
    try {
      Expression expression = Expression.parse(whole.path("expression").asText());
      return ExpressionCheck.refuse(expression, isHttp(whole.path("protocols")));
    } catch (ExpressionException broken) {
      return broken.getMessage();
    }
  }

  private static boolean isHttp(JsonNode protocols) {
    for (JsonNode protocol : protocols) {
      if (!HTTP.contains(protocol.asText())) {
        return false;
      }
    }
    return true;
  }

  private static String refusePatterns(ObjectNode whole) {
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
      return left + "\"" + regex + "\": " + broken.getDescription();
    }
  }
}
