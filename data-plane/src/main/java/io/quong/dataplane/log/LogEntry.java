package io.quong.dataplane.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.path.HttpExchange;
import io.quong.dataplane.path.Try;
import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.Client;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Passport;
import io.quong.plugin.Passport.State;
import java.util.List;
import java.util.Map;

/** Kong's log entry of a request, as its log plugins send it. */
public final class LogEntry {
  /** The one workspace that there is; its id is Kong's, the same everywhere. */
  private static final String WORKSPACE = "0dc6f45b-8f8d-40d2-a504-473544ee190b";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private LogEntry() {}

  /** Builds it; to be called in the log phase. */
  public static ObjectNode of(HttpExchange exchange) {
    ObjectNode entry = JSON.objectNode();
    entry.set("request", request(exchange));
    entry.put("upstream_uri", exchange.upstreamTarget());
    entry.put("upstream_status", exchange.upstreamStatus());
    entry.set("response", response(exchange));
    entry.set("latencies", latencies(exchange));
    if (exchange.route() != null) {
      entry.set("tries", tries(exchange));
    }
    if (exchange.credential() != null) {
      entry.putObject("authenticated_entity").put("id", exchange.credential().id());
    }
    Route route = exchange.route();
    if (route != null) {
      entry.set("route", LoggedEntity.inWorkspace(route, WORKSPACE));
    }
    Service service = exchange.service();
    if (service != null) {
      entry.set("service", LoggedEntity.inWorkspace(service, WORKSPACE));
    }
    Consumer consumer = exchange.consumer();
    if (consumer != null) {
      entry.set("consumer", LoggedEntity.of(consumer));
    }
    entry.put("client_ip", exchange.forwardedIp());
    entry.put("started_at", exchange.startedAt());
    entry.put("source", exchange.response().source() == Source.SERVICE ? "upstream" : "kong");
    entry.put("workspace", WORKSPACE);
    entry.put("workspace_name", "default");
    exchange.logFields().forEach((name, value) -> LoggedField.set(entry, name, value));
    return entry;
  }

  private static ObjectNode request(HttpExchange exchange) {
    ClientRequest asked = exchange.request();
    String query = asked.rawQuery();
    String uri = query == null ? asked.rawPath() : asked.rawPath() + "?" + query;
    ObjectNode request = JSON.objectNode();
    request.put("id", exchange.requestId());
    request.put("uri", uri);
    request.put("url", asked.scheme() + "://" + asked.host() + ":" + asked.port() + uri);
    request.set("querystring", arguments(asked.query()));
    request.put("method", asked.method());
    request.set("headers", LoggedHeaders.of(asked.headers(), true));
    request.put("size", exchange.requestBytes());
    Client.Tls tls = exchange.tls();
    if (tls != null) {
      request
          .putObject("tls")
          .put("version", tls.version())
          .put("cipher", tls.cipher())
          .put("client_verify", "NONE");
    }
    return request;
  }

  private static ObjectNode arguments(Map<String, List<String>> query) {
    ObjectNode arguments = JSON.objectNode();
    query.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            argument(arguments, name, values.get(0));
          } else {
            ArrayNode several = arguments.putArray(name);
            values.forEach(
                value ->
                    several.add(value == null ? JSON.booleanNode(true) : JSON.textNode(value)));
          }
        });
    return arguments;
  }

  private static void argument(ObjectNode arguments, String name, String value) {
    if (value == null) {
      arguments.put(name, true);
    } else {
      arguments.put(name, value);
    }
  }

  private static ObjectNode response(HttpExchange exchange) {
    ObjectNode response = JSON.objectNode();
    response.put("status", exchange.response().status());
    response.set("headers", LoggedHeaders.of(exchange.response().headers(), false));
    response.put("size", exchange.responseBytes());
    return response;
  }

  private static ObjectNode latencies(HttpExchange exchange) {
    Passport passport = exchange.passport();
    ObjectNode latencies = JSON.objectNode();
    boolean proxied = exchange.proxied();
    State own = proxied ? State.BALANCER_START : State.RESPONSE_HEAD_SENT;
    latencies.put("kong", passport.millis(State.REQUEST_START, own));
    latencies.put(
        "proxy",
        proxied && passport.has(State.UPSTREAM_HEAD)
            ? passport.millis(State.BALANCER_START, State.UPSTREAM_HEAD)
            : -1);
    latencies.put("request", passport.millis(State.REQUEST_START, State.END));
    latencies.put("receive", proxied ? passport.millis(State.RESPONSE_HEAD_SENT, State.END) : 0);
    return latencies;
  }

  private static ArrayNode tries(HttpExchange exchange) {
    ArrayNode tries = JSON.arrayNode();
    for (Try attempt : exchange.tries()) {
      ObjectNode one = tries.addObject();
      one.put("ip", attempt.peer().address().getAddress().getHostAddress());
      one.put("port", attempt.peer().address().getPort());
      one.put("balancer_start", attempt.startedMillis());
      one.put("balancer_start_ns", attempt.startedMillis() * 1e6);
      one.put("balancer_latency", attempt.balancerNanos() / 1_000_000);
      one.put("balancer_latency_ns", attempt.balancerNanos());
      if (attempt.error() != null) {
        one.put("state", attempt.last() ? "failed" : "next");
        one.put("code", attempt.error().status());
      }
    }
    return tries;
  }
}
