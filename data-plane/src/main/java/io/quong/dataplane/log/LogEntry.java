package io.quong.dataplane.log;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import java.util.List;

/** Kong's log entry of a request, as its log plugins send it. */
public final class LogEntry {
  /** The one workspace that there is; its id is Kong's, the same everywhere. */
  public static final String WORKSPACE = "0dc6f45b-8f8d-40d2-a504-473544ee190b";

  /** What Kong takes for a failure of the last attempt. */
  private static final int LAST_FINE = 499;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private LogEntry() {}

  /** Builds it; to be called in the log phase. */
  public static ObjectNode of(HttpExchange exchange) {
    ObjectNode entry = JSON.objectNode();
    entry.set("request", request(exchange));
    entry.put("upstream_uri", exchange.upstreamTarget());
    upstreamStatus(exchange, entry);
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
    request.set("querystring", arguments(exchange.upstream().arguments()));
    request.put("method", exchange.upstream().method());
    request.set("headers", LoggedHeaders.ofRequest(asked.headers()));
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

  /** A text as nginx has it; a number when the response was buffered for a plugin. */
  private static void upstreamStatus(HttpExchange exchange, ObjectNode entry) {
    int buffered = exchange.bufferedStatus();
    if (buffered > 0) {
      entry.put("upstream_status", buffered);
    } else {
      entry.put("upstream_status", exchange.upstreamStatus());
    }
  }

  /** As plugins left them; one without a value is true, several values are a list. */
  private static ObjectNode arguments(Arguments asked) {
    ObjectNode arguments = JSON.objectNode();
    for (String name : asked.names()) {
      List<String> values = asked.all(name);
      if (values.size() == 1) {
        arguments.set(ByteText.unicode(name), argument(values.get(0)));
      } else {
        ArrayNode several = arguments.putArray(ByteText.unicode(name));
        values.forEach(value -> several.add(argument(value)));
      }
    }
    return arguments;
  }

  @SuppressWarnings("ReferenceEquality") // an argument without a value is told by identity
  private static JsonNode argument(String value) {
    return value == Arguments.PRESENT
        ? JSON.booleanNode(true)
        : JSON.textNode(ByteText.unicode(value));
  }

  private static ObjectNode response(HttpExchange exchange) {
    ObjectNode response = JSON.objectNode();
    response.put("status", exchange.response().status());
    boolean own = exchange.response().source() != Source.SERVICE;
    response.set(
        "headers",
        LoggedHeaders.ofResponse(
            exchange.response().headers(), exchange.response().status() == 101, own));
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
    List<Try> attempts = exchange.tries();
    for (int i = 0; i < attempts.size(); i++) {
      Try attempt = attempts.get(i);
      ObjectNode one = tries.addObject();
      one.put("ip", attempt.peer().address().getAddress().getHostAddress());
      one.put("port", attempt.peer().address().getPort());
      one.put("balancer_start", attempt.startedMillis());
      one.put("balancer_start_ns", attempt.startedMillis() * 1_000_000);
      one.put("balancer_latency", attempt.balancerNanos() / 1_000_000);
      one.put("balancer_latency_ns", attempt.balancerNanos());
      if (i < attempts.size() - 1) {
        // nginx calls a broken connection failed; next would be one that another status ended.
        one.put("state", "failed");
        one.put("code", attempt.status());
      } else if (exchange.response().status() > LAST_FINE && exchange.outOfRetries()) {
        one.put("state", "failed");
        one.put("code", exchange.response().status());
      }
    }
    return tries;
  }
}
