package io.quong.admin.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.lint.Finding.Severity;
import io.quong.admin.store.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Routes that another takes all requests from, and regular expressions that other engines fear. */
final class RouteLint {
  private static final List<String> MATCHED =
      List.of(
          "protocols",
          "methods",
          "hosts",
          "headers",
          "paths",
          "snis",
          "sources",
          "destinations",
          "regex_priority",
          "expression",
          "priority");

  /** A group that repeats and is repeated. */
  private static final Pattern REPEATED_REPETITION =
      Pattern.compile("\\([^()]{0,200}[*+][^()]{0,200}\\)[*+{]");

  private final List<Finding> findings;
  private final Map<ObjectNode, Row> first = new HashMap<>();

  RouteLint(List<Finding> findings) {
    this.findings = findings;
  }

  void look(Row route) {
    ObjectNode criteria = criteria(route.body());
    Row other = first.putIfAbsent(criteria, route);
    if (other != null) {
      // Of equal routes the older one wins.
      boolean older = created(route) < created(other);
      Row shadowed = older ? other : route;
      Row winner = older ? route : other;
      first.put(criteria, winner);
      findings.add(
          new Finding(
              "shadowed-route",
              Severity.WARNING,
              List.of(shadowed, winner),
              "Delete the route or match something else with it: the older one matches the same"
                  + " requests and gets all of them."));
    }
    for (JsonNode path : route.body().path("paths")) {
      if (path.asText().startsWith("~") && REPEATED_REPETITION.matcher(path.asText()).find()) {
        findings.add(
            new Finding(
                "regex-repeats-repetition",
                Severity.INFO,
                List.of(route),
                "Write the path without a repetition inside a repetition: Quong matches it in"
                    + " linear time, engines that backtrack may take for ever."));
      }
    }
  }

  private static long created(Row route) {
    return route.body().path("created_at").asLong();
  }

  private static ObjectNode criteria(ObjectNode body) {
    ObjectNode criteria = JsonNodeFactory.instance.objectNode();
    for (String name : MATCHED) {
      JsonNode value = body.path(name);
      if (value.isArray()) {
        List<String> sorted = new ArrayList<>();
        value.forEach(each -> sorted.add(each.toString()));
        Collections.sort(sorted);
        criteria.put(name, sorted.toString());
      } else if (!value.isMissingNode() && !value.isNull()) {
        criteria.put(name, value.toString());
      }
    }
    return criteria;
  }
}
