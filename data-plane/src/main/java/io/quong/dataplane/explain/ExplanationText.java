package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** An explanation for people to read. */
final class ExplanationText {
  private final StringBuilder text = new StringBuilder();

  private ExplanationText() {}

  static String of(JsonNode answer) {
    ExplanationText made = new ExplanationText();
    made.request(answer.get("request"));
    made.route(answer);
    made.upstream(answer.path("upstream"));
    made.plugins(answer.get("plugins"));
    made.line("configuration version " + answer.get("configuration_version").asText());
    return made.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void request(JsonNode request) {
    String path = request.get("path").asText();
    String normalised = request.get("normalised_path").asText();
    line(
        request.get("method").asText()
            + " "
            + request.get("scheme").asText()
            + "://"
            + (request.get("host").isNull() ? "(no host)" : request.get("host").asText())
            + path
            + (path.equals(normalised) ? "" : "  (normalised: " + normalised + ")"));
  }

  private static String name(JsonNode entity) {
    String id = entity.get("id").asText();
    return entity.path("name").isTextual() ? entity.get("name").asText() + " (" + id + ")" : id;
  }

  private void route(JsonNode answer) {
    JsonNode route = answer.get("route");
    if (route.isNull()) {
      line("route     none");
    } else {
      line("route     " + name(route) + ", by " + joined(route.path("matched_by")));
    }
    for (JsonNode other : answer.get("other_routes")) {
      line(
          "  not     "
              + name(other)
              + ": "
              + other.path("lost_by").asText()
              + (other.has("because") ? ", " + other.get("because").asText() : ""));
    }
    int more = answer.get("other_routes_left_out").intValue();
    if (more > 0) {
      line("  and " + more + " more routes that fit less");
    }
    if (answer.has("answer")) {
      line("answer    " + answer.get("answer").asText());
    }
  }

  private void upstream(JsonNode upstream) {
    if (!upstream.isObject()) {
      return;
    }
    line("service   " + name(upstream.get("service")));
    line("upstream  " + upstream.get("protocol").asText() + " " + upstream.get("path").asText());
    if (upstream.has("target")) {
      JsonNode target = upstream.get("target");
      line("  to      " + target.get("host").asText() + ":" + target.get("port").asText());
      line("  Host    " + upstream.get("host").asText());
      return;
    }
    JsonNode balancing = upstream.get("balancing");
    line(
        "  over    "
            + balancing.get("upstream").asText()
            + ", "
            + balancing.get("algorithm").asText());
    for (JsonNode target : balancing.get("targets")) {
      line(
          String.format(
              Locale.ROOT,
              "  target  %s, weight %d (%.1f %%), Host %s",
              target.get("target").asText(),
              target.get("weight").intValue(),
              100 * target.get("share").doubleValue(),
              target.get("host").asText()));
    }
  }

  private void plugins(JsonNode plugins) {
    for (JsonNode plugin : plugins) {
      line(
          "plugin    "
              + plugin.get("name").asText()
              + " "
              + plugin.get("priority").asText()
              + ", "
              + plugin.get("scope").asText()
              + " "
              + plugin.get("id").asText()
              + " ["
              + joined(plugin.get("phases"))
              + "]");
      for (JsonNode other : plugin.get("won_over")) {
        line("  over    " + other.get("scope").asText() + " " + other.get("id").asText());
      }
    }
  }

  private static String joined(JsonNode list) {
    StringBuilder joined = new StringBuilder();
    list.forEach(each -> joined.append(joined.isEmpty() ? "" : ", ").append(each.asText()));
    return joined.isEmpty() ? "nothing" : joined.toString();
  }
}
