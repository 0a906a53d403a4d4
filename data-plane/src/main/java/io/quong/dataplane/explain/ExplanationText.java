package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** An explanation for people to read. */
final class ExplanationText {
  private final StringBuilder text = new StringBuilder();

  private ExplanationText() {}

  static String of(JsonNode answer) {
    ExplanationText made = new ExplanationText();
    made.request(answer);
    made.route(answer);
    made.upstream(answer.path("upstream"));
    made.plugins(answer);
    made.trace(answer.path("trace"));
    made.line(
        "configuration version %s, router_flavor %s",
        text(answer, "configuration_version"), text(answer, "router_flavor"));
    return made.text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String text(JsonNode of, String field) {
    return of.path(field).asText();
  }

  private void request(JsonNode answer) {
    if (answer.has("stream")) {
      JsonNode stream = answer.get("stream");
      line(
          "%s from %s:%s to %s:%s%s",
          text(stream, "scheme"),
          text(stream, "source"),
          text(stream, "source_port"),
          text(stream, "destination"),
          text(stream, "port"),
          stream.path("sni").isTextual() ? " for " + text(stream, "sni") : "");
      return;
    }
    JsonNode request = answer.get("request");
    String path = text(request, "path");
    String normalised = text(request, "normalised_path");
    line(
        "%s %s://%s%s%s",
        text(request, "method"),
        text(request, "scheme"),
        request.path("host").isTextual() ? text(request, "host") : "(no host)",
        path,
        path.equals(normalised) ? "" : "  (normalised: " + normalised + ")");
  }

  private static String name(JsonNode entity) {
    String id = text(entity, "id");
    return entity.path("name").isTextual() ? text(entity, "name") + " (" + id + ")" : id;
  }

  private static String because(JsonNode told) {
    return told.has("because") ? ", " + text(told, "because") : "";
  }

  private void route(JsonNode answer) {
    JsonNode route = answer.path("route");
    line(
        "route     %s",
        route.isObject() ? name(route) + ", by " + joined(route.path("matched_by")) : "none");
    for (JsonNode other : answer.path("other_routes")) {
      line("  not     %s: %s%s", name(other), text(other, "lost_by"), because(other));
    }
    int more = answer.path("other_routes_left_out").intValue();
    if (more > 0) {
      line("  and %d more routes that fit less", more);
    }
    if (answer.has("answer")) {
      line("answer    %s", text(answer, "answer"));
    }
  }

  private void upstream(JsonNode upstream) {
    if (!upstream.isObject()) {
      return;
    }
    line("service   %s", name(upstream.get("service")));
    line("upstream  %s %s", text(upstream, "protocol"), text(upstream, "path"));
    JsonNode target = upstream.path("target");
    if (target.isObject()) {
      line("  to      %s:%s", text(target, "host"), text(target, "port"));
      if (upstream.has("host")) {
        line("  Host    %s (the %s's)", text(upstream, "host"), text(upstream, "host_from"));
      }
      return;
    }
    JsonNode balancing = upstream.path("balancing");
    line("  over    %s, %s", text(balancing, "upstream"), text(balancing, "algorithm"));
    line("  choice  %s", text(balancing, "choice"));
    for (JsonNode each : balancing.path("targets")) {
      line(
          "  target  %s at %s, weight %d, %s (%.1f %%)%s",
          text(each, "target"),
          text(each, "address"),
          each.path("weight").intValue(),
          each.path("up").booleanValue() ? "up" : "down",
          100 * each.path("share").doubleValue(),
          each.has("host") ? ", Host " + text(each, "host") : "");
    }
  }

  private void plugins(JsonNode answer) {
    for (JsonNode plugin : answer.path("plugins")) {
      line(
          "plugin %2d %s %s, %s %s [%s]",
          plugin.path("position").intValue(),
          text(plugin, "name"),
          text(plugin, "priority"),
          text(plugin, "scope"),
          text(plugin, "id"),
          joined(plugin.path("phases")));
      for (JsonNode other : plugin.path("won_over")) {
        line("  over    %s: %s", text(other, "id"), text(other, "because"));
      }
      line("  config  %s", plugin.path("config"));
    }
    for (JsonNode plugin : answer.path("plugins_not_run")) {
      line(
          "not run   %s %s %s%s",
          text(plugin, "name"), text(plugin, "scope"), text(plugin, "id"), because(plugin));
    }
  }

  private void trace(JsonNode trace) {
    for (JsonNode state : trace.path("states")) {
      line("%9d us  %s", state.path("at_us").longValue(), text(state, "state"));
    }
    for (JsonNode run : trace.path("plugins")) {
      line(
          "%9d us  %s of %s, until %d us%s",
          run.path("from_us").longValue(),
          text(run, "phase"),
          text(run, "name"),
          run.path("to_us").longValue(),
          run.has("answered") ? ", answered " + text(run, "answered") : "");
      for (Map.Entry<String, JsonNode> change : run.path("changed").properties()) {
        line(
            "              %s: %s -> %s",
            change.getKey(), text(change.getValue(), "from"), text(change.getValue(), "to"));
      }
    }
    for (JsonNode attempt : trace.path("attempts")) {
      line(
          "attempt   %s:%s, status %s",
          text(attempt, "ip"), text(attempt, "port"), text(attempt, "status"));
    }
    if (trace.has("response")) {
      JsonNode response = trace.get("response");
      line("response  %s from the %s", text(response, "status"), text(response, "source"));
    }
  }

  private static String joined(JsonNode list) {
    StringBuilder joined = new StringBuilder();
    list.forEach(each -> joined.append(joined.isEmpty() ? "" : ", ").append(each.asText()));
    return joined.isEmpty() ? "nothing" : joined.toString();
  }
}
