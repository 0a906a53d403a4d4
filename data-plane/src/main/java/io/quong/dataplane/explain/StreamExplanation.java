package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.balancer.AddressSource;
import io.quong.dataplane.balancer.Balancers;
import io.quong.dataplane.balancer.UpstreamBalancer;
import io.quong.dataplane.router.StreamCheck;
import io.quong.dataplane.router.StreamInput;
import io.quong.dataplane.router.StreamMatch;
import io.quong.dataplane.runtime.Chain;
import io.quong.dataplane.runtime.Runtime;
import io.quong.entity.Route;
import io.quong.entity.Service;
import java.util.ArrayList;
import java.util.List;

/** Explains where a TCP, TLS or UDP stream would go. */
final class StreamExplanation {
  /** Other candidates that are told of; the rest is counted. */
  private static final int MOST_OTHERS = 20;

  private final Runtime runtime;
  private final AskedStream asked;
  private final StreamInput input;
  private final StreamMatch match;

  StreamExplanation(Runtime runtime, AskedStream asked) {
    this.runtime = runtime;
    this.asked = asked;
    this.input = asked.input();
    this.match = runtime.streamRouter().match(input);
  }

  ObjectNode explain() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("configuration_version", runtime.version());
    ObjectNode stream = answer.putObject("stream");
    stream.put("scheme", asked.scheme()).put("sni", asked.serverName());
    stream.put("source", asked.ends().source()).put("source_port", asked.ends().sourcePort());
    stream.put("destination", asked.ends().destination()).put("port", asked.port());
    answer.put("router_flavor", runtime.router().flavour().setting());
    answer.set("route", match == null ? null : matched());
    others(answer);
    if (match == null || match.service() == null) {
      answer.put(
          "answer",
          match == null ? "closed: no route fits" : "closed: the route has no service for streams");
    } else {
      answer.set("upstream", upstream(match.service()));
    }
    Chain chain = match == null ? runtime.globalStreamChain() : runtime.streamChain(match.route());
    new PluginExplanation(runtime, chain, match == null ? null : match.route(), null).addTo(answer);
    return answer;
  }

  private ObjectNode matched() {
    Route route = match.route();
    ObjectNode shown = Shown.named(route.id(), route.name());
    StreamCheck check = runtime.streamRouter().check(route, input);
    ArrayNode fitting = shown.putArray("matched_by");
    check.fitting().forEach(fitting::add);
    if (route.expression() != null) {
      shown.put("expression", route.expression());
    }
    return shown.put("passes_tls_through", match.passesTls());
  }

  private void others(ObjectNode answer) {
    List<StreamCheck> others = new ArrayList<>();
    runtime
        .entities()
        .forEach(
            Route.class,
            route -> {
              StreamCheck check = runtime.streamRouter().check(route, input);
              if (check != null && (match == null || !route.id().equals(match.route().id()))) {
                others.add(check);
              }
            });
    others.sort(StreamCheck::compareTo);
    StreamCheck winner = match == null ? null : runtime.streamRouter().check(match.route(), input);
    ArrayNode shown = answer.putArray("other_routes");
    for (StreamCheck other : others.subList(0, Math.min(MOST_OTHERS, others.size()))) {
      ObjectNode one = Shown.named(other.route().id(), other.route().name());
      shown.add(one);
      if (other.misfit() != null) {
        one.put("lost_by", other.misfit());
        if (other.because() != null) {
          one.put("because", other.because());
        }
      } else if (winner == null || winner.compareTo(other) > 0) {
        one.put("lost_by", "service").put("because", "its service is disabled");
      } else {
        one.put("lost_by", "priority");
        one.put("because", "the route that won has " + winner.advantageOver(other));
      }
    }
    answer.put("other_routes_left_out", Math.max(0, others.size() - MOST_OTHERS));
  }

  private ObjectNode upstream(Service service) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.set("service", Shown.named(service.id(), service.name()));
    shown.put("protocol", service.protocol());
    UpstreamBalancer balancer = runtime.part(Balancers.class).named(service.host());
    if (balancer == null) {
      shown.putObject("target").put("host", service.host()).put("port", service.port());
    } else {
      shown.set(
          "balancing",
          new BalancingExplanation(balancer, new AddressSource(asked.ends().source())).show(null));
    }
    shown.put("retries", service.retries());
    shown.put("connect_timeout", service.connectTimeout());
    return shown.put("read_timeout", service.readTimeout());
  }
}
