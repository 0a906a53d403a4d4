package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.router.MatchInput;
import io.quong.dataplane.router.RouteCheck;
import io.quong.dataplane.runtime.Runtime;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.message.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The route that a request takes, and for each other one the first attribute by which it lost. */
final class RouteExplanation {
  private static final Set<String> HTTP = Set.of("http", "https", "grpc", "grpcs");

  /** Other candidates that are told of; the rest is counted. */
  private static final int MOST_OTHERS = 20;

  private final Runtime runtime;
  private final MatchInput input;
  private final Match match;

  private record Other(Route route, RouteCheck check) {}

  RouteExplanation(Runtime runtime, MatchInput input, Match match) {
    this.runtime = runtime;
    this.input = input;
    this.match = match;
  }

  void addTo(ObjectNode answer) {
    answer.put("router_flavor", runtime.router().flavour().setting());
    answer.set("route", match == null ? null : matched());
    others(answer);
  }

  private ObjectNode matched() {
    Route route = match.route();
    ObjectNode shown = Shown.named(route.id(), route.name());
    RouteCheck check = runtime.router().check(route, input);
    if (check != null) {
      ArrayNode fitting = shown.putArray("matched_by");
      check.fitting().forEach(fitting::add);
      if (check.priority() != null) {
        shown.put("priority", check.priority());
      }
    }
    if (route.expression() != null) {
      shown.put("expression", route.expression());
    }
    String stripped = match.strippedPrefix();
    shown.put("stripped", stripped == null ? null : ByteText.unicode(stripped));
    ObjectNode captures = shown.putObject("captures");
    match.captures().forEach((name, value) -> captures.put(name, ByteText.unicode(value)));
    return shown;
  }

  /** The other routes, those that came nearest first. */
  private void others(ObjectNode answer) {
    List<Other> others = new ArrayList<>();
    runtime.entities().forEach(Route.class, route -> consider(route, others));
    others.sort((a, b) -> a.check().compareTo(b.check()));
    RouteCheck winner = match == null ? null : runtime.router().check(match.route(), input);
    ArrayNode shown = answer.putArray("other_routes");
    for (Other other : others.subList(0, Math.min(MOST_OTHERS, others.size()))) {
      shown.add(lost(other, winner));
    }
    answer.put("other_routes_left_out", Math.max(0, others.size() - MOST_OTHERS));
  }

  private void consider(Route route, List<Other> others) {
    boolean http = route.protocols() == null || route.protocols().stream().anyMatch(HTTP::contains);
    if (http && (match == null || !route.id().equals(match.route().id()))) {
      RouteCheck check = runtime.router().check(route, input);
      if (check != null) {
        others.add(new Other(route, check));
      }
    }
  }

  private ObjectNode lost(Other other, RouteCheck winner) {
    ObjectNode shown = Shown.named(other.route().id(), other.route().name());
    if (other.check().misfit() != null) {
      shown.put("lost_by", other.check().misfit());
      if (other.check().because() != null) {
        shown.put("because", other.check().because());
      }
    } else if (disabled(other.route())) {
      shown.put("lost_by", "service").put("because", "its service is disabled");
    } else if (winner != null) {
      shown.put("lost_by", "priority");
      shown.put("because", "the route that won has " + winner.advantageOver(other.check()));
    }
    return shown;
  }

  private boolean disabled(Route route) {
    Service service =
        route.service() == null
            ? null
            : runtime.entities().byId(Service.class, route.service().id());
    return service != null && Boolean.FALSE.equals(service.enabled());
  }
}
