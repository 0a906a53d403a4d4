package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.router.MatchInput;
import io.quong.dataplane.router.RouteCheck;
import io.quong.dataplane.runtime.Runtime;
import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.listen.status.Explainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Explains where a request would go, and why, by the configuration that runs. It walks all routes:
 * never to be called on an event loop.
 */
public final class Explanation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> HTTP = Set.of("http", "https", "grpc", "grpcs");

  /** Other candidates that are told of; the rest is counted. */
  private static final int MOST_OTHERS = 20;

  private final Runtime runtime;
  private final AskedRequest asked;
  private final MatchInput input;
  private final int headerLimit;

  private Explanation(Runtime runtime, AskedRequest asked, int headerLimit) {
    this.runtime = runtime;
    this.asked = asked;
    this.input = asked.matchInput();
    this.headerLimit = headerLimit;
  }

  /**
   * What the Status API answers with.
   *
   * @param question as {@link AskedRequest} has it
   * @param headerLimit {@code lua_max_req_headers}
   * @param text whether the answer is for people to read
   */
  public static Explainer.Explained answer(
      Runtime runtime, String question, int headerLimit, boolean text) {
    try {
      ObjectNode told =
          new Explanation(runtime, AskedRequest.parse(question), headerLimit).explain();
      return new Explainer.Explained(200, text, text ? ExplanationText.of(told) : told.toString());
    } catch (AskedRequest.Unclear unclear) {
      ObjectNode message = JSON.objectNode().put("message", unclear.getMessage());
      return new Explainer.Explained(400, false, message.toString());
    }
  }

  private ObjectNode explain() throws AskedRequest.Unclear {
    Consumer consumer = consumer();
    Match match = runtime.router().match(input);
    ObjectNode answer = JSON.objectNode();
    answer.put("configuration_version", runtime.version());
    answer.set("request", request());
    answer.set("route", match == null ? null : route(match));
    others(match, answer);
    if (match == null) {
      answer.put("answer", "404 no Route matched with those values");
    } else {
      String refusal = refusal(match.route());
      if (refusal != null) {
        answer.put("answer", refusal);
      } else if (match.service() == null) {
        answer.put("answer", "503 no Service found with those values, unless a plugin answers");
      }
      answer.set(
          "upstream",
          match.service() == null ? null : UpstreamExplanation.of(runtime, asked, match));
    }
    answer.set("plugins", new PluginExplanation(runtime, match, consumer).list());
    return answer;
  }

  private ObjectNode request() {
    ObjectNode request = JSON.objectNode();
    request.put("method", asked.method()).put("scheme", asked.scheme()).put("host", asked.host());
    request.put("path", asked.target().rawPath()).put("normalised_path", asked.target().path());
    request.put("query", asked.target().rawQuery()).put("port", asked.port());
    return request.put("sni", asked.sni()).put("source", asked.source());
  }

  private ObjectNode route(Match match) {
    Route route = match.route();
    RouteCheck check = RouteCheck.of(route, input, headerLimit);
    ObjectNode shown = JSON.objectNode().put("id", route.id()).put("name", route.name());
    if (check != null) {
      ArrayNode fitting = shown.putArray("matched_by");
      check.fitting().forEach(fitting::add);
      shown.put("priority", Long.toUnsignedString(check.priority()));
    }
    shown.put("stripped", match.strippedPrefix());
    ObjectNode captures = shown.putObject("captures");
    match.captures().forEach(captures::put);
    return shown;
  }

  /** The other routes, those that came nearest first. */
  private void others(Match match, ObjectNode answer) {
    record Other(Route route, RouteCheck check) {}
    List<Other> others = new ArrayList<>();
    runtime
        .entities()
        .forEach(
            Route.class,
            route -> {
              boolean http =
                  route.protocols() == null || route.protocols().stream().anyMatch(HTTP::contains);
              if (http && (match == null || !route.id().equals(match.route().id()))) {
                RouteCheck check = RouteCheck.of(route, input, headerLimit);
                if (check != null) {
                  others.add(new Other(route, check));
                }
              }
            });
    others.sort((a, b) -> a.check().compareTo(b.check()));
    RouteCheck winner = match == null ? null : RouteCheck.of(match.route(), input, headerLimit);
    ArrayNode shown = answer.putArray("other_routes");
    for (Other other : others.subList(0, Math.min(MOST_OTHERS, others.size()))) {
      ObjectNode one = shown.addObject();
      one.put("id", other.route().id()).put("name", other.route().name());
      if (other.check().misfit() != null) {
        one.put("lost_by", other.check().misfit());
      } else if (disabled(other.route())) {
        one.put("lost_by", "service").put("because", "its service is disabled");
      } else if (winner != null) {
        one.put("lost_by", "priority");
        one.put("because", "the route that won has " + winner.advantageOver(other.check()));
      }
    }
    answer.put("other_routes_left_out", Math.max(0, others.size() - MOST_OTHERS));
  }

  private boolean disabled(Route route) {
    Service service =
        route.service() == null
            ? null
            : runtime.entities().byId(Service.class, route.service().id());
    return service != null && Boolean.FALSE.equals(service.enabled());
  }

  /** What the protocols of the matched route answer with; null when they take the request. */
  private String refusal(Route route) {
    Set<String> protocols = route.protocols() == null ? Set.of() : route.protocols();
    if (protocols.contains("https") && !protocols.contains("http") && !asked.tls()) {
      Integer status = route.httpsRedirectStatusCode();
      return status == null || status == 426
          ? "426 Please use HTTPS protocol"
          : status + " to https://";
    }
    if (protocols.contains("grpc") || protocols.contains("grpcs")) {
      String type = asked.headers().get("content-type");
      return type != null && type.startsWith("application/grpc")
          ? null
          : "415 Non-gRPC request matched gRPC route";
    }
    return null;
  }

  private Consumer consumer() throws AskedRequest.Unclear {
    String name = asked.consumer();
    if (name == null) {
      return null;
    }
    Consumer found = runtime.entities().byId(Consumer.class, name);
    if (found == null) {
      found = runtime.entities().unique(Consumer.class, "username", name);
    }
    if (found == null) {
      found = runtime.entities().unique(Consumer.class, "custom_id", name);
    }
    if (found == null) {
      throw new AskedRequest.Unclear("consumer: there is none with this id or name: " + name);
    }
    return found;
  }
}
