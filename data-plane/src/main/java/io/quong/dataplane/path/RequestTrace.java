package io.quong.dataplane.path;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HttpVersion;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.router.Target;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.dataplane.runtime.Runtime;
import io.quong.plugin.Passport.State;
import io.quong.plugin.Phase;
import java.util.Locale;

/**
 * What happened to one request that asked for it: when it came to each state, when each plugin ran
 * in each phase, and what that changed. Belongs to the request's event loop until it has ended.
 */
public final class RequestTrace {
  private static final long MICRO = 1_000;

  private final HttpExchange exchange;
  private final Runtime runtime;
  private final HeaderBlock headers;
  private final ArrayNode plugins = JsonNodeFactory.instance.arrayNode();
  private TraceState before;
  private long began;
  private ObjectNode told;
  private String consumerId;

  RequestTrace(HttpExchange exchange) {
    this.exchange = exchange;
    this.runtime = exchange.lease.runtime();
    this.headers = exchange.head.headers().copy();
  }

  /** A plugin is about to run. */
  void enter() {
    before = TraceState.of(exchange);
    began = System.nanoTime();
  }

  /**
   * It has run. A plugin that has run in the phase before, as for each piece of a body, gets no
   * second entry: its end is moved on.
   *
   * @param failure or null
   */
  void leave(Phase phase, LoadedPlugin plugin, Throwable failure) {
    long ended = System.nanoTime();
    ObjectNode changes = before.changesTo(TraceState.of(exchange));
    for (int i = plugins.size() - 1; phase == Phase.BODY_FILTER && i >= 0; i--) {
      ObjectNode last = (ObjectNode) plugins.get(i);
      if (isOf(last, phase, plugin)) {
        last.put("to_us", micros(ended)).put("calls", last.path("calls").asInt(1) + 1);
        return;
      }
    }
    ObjectNode entry = plugins.addObject();
    entry.put("phase", phase.name().toLowerCase(Locale.ROOT));
    entry.put("name", plugin.definition().name()).put("id", plugin.entity().id());
    entry.put("from_us", micros(began)).put("to_us", micros(ended));
    entry.set("changed", changes);
    if (failure != null) {
      entry.put("failed", failure.getClass().getSimpleName());
    }
  }

  /** The plugin that has just run answered the client. */
  void answered(int status) {
    ((ObjectNode) plugins.get(plugins.size() - 1)).put("answered", status);
  }

  private static boolean isOf(ObjectNode entry, Phase phase, LoadedPlugin plugin) {
    return entry.path("phase").asText().equals(phase.name().toLowerCase(Locale.ROOT))
        && entry.path("id").asText().equals(plugin.entity().id());
  }

  private long micros(long nanos) {
    return Math.max(0, (nanos - exchange.passport.at(State.REQUEST_START)) / MICRO);
  }

  /** The request is over: what its objects say is taken down. */
  void end() {
    consumerId = exchange.consumerId();
    told = JsonNodeFactory.instance.objectNode();
    told.put("started_at", exchange.startedAt());
    ArrayNode states = told.putArray("states");
    for (State state : State.values()) {
      if (exchange.passport.has(state)) {
        states
            .addObject()
            .put("state", state.name().toLowerCase(Locale.ROOT))
            .put("at_us", micros(exchange.passport.at(state)));
      }
    }
    told.set("plugins", plugins);
    ArrayNode attempts = told.putArray("attempts");
    for (Try attempt : exchange.tries()) {
      attempts
          .addObject()
          .put("ip", Forwarded.text(attempt.peer().address()))
          .put("port", attempt.peer().address().getPort())
          .put("balancer_us", attempt.balancerNanos() / MICRO)
          .put("status", attempt.status());
    }
    told.putObject("response")
        .put("status", exchange.response.status())
        .put("source", exchange.response.source().name().toLowerCase(Locale.ROOT));
  }

  // For who explains it afterwards, on any thread.

  public String requestId() {
    return exchange.requestId();
  }

  /** What it ran on. */
  public Runtime runtime() {
    return runtime;
  }

  public String method() {
    return exchange.head.method();
  }

  public Target target() {
    return exchange.target;
  }

  /** As they came. */
  public HeaderBlock headers() {
    return headers;
  }

  public boolean http2() {
    return exchange.head.version() == HttpVersion.HTTP_2;
  }

  public boolean tls() {
    return exchange.connection.tls() != null;
  }

  /** The SNI, or null. */
  public String serverName() {
    ConnectionInfo.Tls tls = exchange.connection.tls();
    return tls == null ? null : tls.serverName();
  }

  /** The listener's port after {@code port_maps}. */
  public int port() {
    return exchange.loop.settings.published(exchange.connection.local().getPort());
  }

  public String sourceAddress() {
    return exchange.forwarded.clientIp();
  }

  public int sourcePort() {
    return exchange.forwarded.clientPort();
  }

  public String destinationAddress() {
    return Forwarded.text(exchange.connection.local());
  }

  /** Null when nobody was authenticated. */
  public String consumerId() {
    return consumerId;
  }

  /** {@code {"started_at", "states", "plugins", "attempts", "response"}}. */
  public ObjectNode told() {
    return told;
  }
}
