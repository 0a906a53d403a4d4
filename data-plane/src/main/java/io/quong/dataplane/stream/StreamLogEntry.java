package io.quong.dataplane.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.log.LogEntry;
import io.quong.dataplane.log.LoggedEntity;
import io.quong.dataplane.path.Try;
import io.quong.dataplane.router.StreamKind;
import io.quong.plugin.Client;
import io.quong.plugin.Passport;
import io.quong.plugin.Passport.State;
import java.util.List;

/** Kong's log entry of a stream, as its log plugins send it. */
final class StreamLogEntry {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private StreamLogEntry() {}

  static ObjectNode of(StreamExchange exchange) {
    ObjectNode entry = JSON.objectNode();
    entry.set("session", session(exchange));
    entry.set("upstream", upstream(exchange));
    entry.set("latencies", latencies(exchange.passport()));
    if (exchange.route() != null) {
      entry.set("tries", tries(exchange.tries()));
      entry.set("route", LoggedEntity.inWorkspace(exchange.route(), LogEntry.WORKSPACE));
    }
    if (exchange.service() != null) {
      entry.set("service", LoggedEntity.inWorkspace(exchange.service(), LogEntry.WORKSPACE));
    }
    entry.put("client_ip", exchange.forwardedIp());
    entry.put("started_at", exchange.startedAt());
    entry.put("workspace", LogEntry.WORKSPACE);
    entry.put("workspace_name", "default");
    return entry;
  }

  private static ObjectNode session(StreamExchange exchange) {
    ObjectNode session = JSON.objectNode();
    Client.Tls tls = exchange.tls();
    if (tls != null) {
      session
          .putObject("tls")
          .put("version", tls.version())
          .put("cipher", tls.cipher())
          .put("client_verify", "NONE");
    }
    session.put("received", exchange.fromClient);
    session.put("sent", exchange.fromUpstream);
    session.put("status", exchange.status);
    // Kong takes TLS off, or passes it on, behind a socket that has no port.
    if (exchange.kind != StreamKind.TLS) {
      session.put("server_port", exchange.connection.local().getPort());
    }
    return session;
  }

  /** A number; of several attempts nginx's list of them as a text. */
  private static ObjectNode upstream(StreamExchange exchange) {
    ObjectNode upstream = JSON.objectNode();
    int tries = exchange.tries().size();
    if (tries == 1) {
      upstream.put("received", exchange.fromUpstream).put("sent", exchange.fromClient);
    } else if (tries > 1) {
      String before = "0, ".repeat(tries - 1);
      upstream
          .put("received", before + exchange.fromUpstream)
          .put("sent", before + exchange.fromClient);
    }
    return upstream;
  }

  private static ObjectNode latencies(Passport passport) {
    State own = passport.has(State.BALANCER_START) ? State.BALANCER_START : State.END;
    return JSON.objectNode()
        .put("kong", passport.millis(State.REQUEST_START, own))
        .put("session", passport.millis(State.REQUEST_START, State.END));
  }

  private static ArrayNode tries(List<Try> attempts) {
    ArrayNode tries = JSON.arrayNode();
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
        one.put("state", "failed").put("code", 0);
      }
    }
    return tries;
  }
}
