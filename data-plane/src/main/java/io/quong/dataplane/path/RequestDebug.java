package io.quong.dataplane.path;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.plugin.Passport;
import io.quong.plugin.Passport.State;
import io.quong.plugin.Phase;
import io.quong.plugin.tracing.PluginRun;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Kong's request debugging: a client on this machine, or one that knows the token, asks by {@code
 * X-Kong-Request-Debug} where the time of its request went, and is told in a header.
 */
final class RequestDebug {
  private static final Logger LOG = Logger.getLogger(RequestDebug.class);
  private static final HeaderName ASKED = HeaderName.of("X-Kong-Request-Debug");
  private static final HeaderName TOKEN = HeaderName.of("X-Kong-Request-Debug-Token");
  private static final HeaderName WANTS_LOG = HeaderName.of("X-Kong-Request-Debug-Log");
  private static final HeaderName OUTPUT = HeaderName.of("X-Kong-Request-Debug-Output");

  /** Longer ones are told in the log alone. */
  private static final int MOST_IN_HEADER = 2048;

  private final boolean log;

  private RequestDebug(boolean log) {
    this.log = log;
  }

  /**
   * Null when this request is not debugged. The headers that ask for it do not reach the upstream.
   */
  static RequestDebug begin(HttpExchange exchange) {
    DebugToken token = exchange.loop.settings.debugToken;
    HeaderBlock headers = exchange.head.headers();
    if (token == null || !headers.contains(ASKED)) {
      return null;
    }
    String said = headers.get(TOKEN);
    boolean log = "true".equals(headers.get(WANTS_LOG));
    headers.remove(ASKED);
    headers.remove(TOKEN);
    headers.remove(WANTS_LOG);
    boolean here = exchange.connection.peer().getAddress().isLoopbackAddress();
    return here || token.is(said) ? new RequestDebug(log) : null;
  }

  /** When the head of the response is about to go out. */
  void tell(HttpExchange exchange, HeaderBlock headers) {
    String output = output(exchange).toString();
    boolean fits = output.length() <= MOST_IN_HEADER;
    if (log || !fits) {
      LOG.infof("[request-debug] id: %s output: %s", exchange.requestId(), output);
    }
    headers.set(OUTPUT, fits ? output : truncated(exchange));
  }

  private static String truncated(HttpExchange exchange) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("truncated", true);
    body.put("request_id", exchange.requestId());
    body.put(
        "message",
        "Output is truncated, please check the error_log for full output by filtering with the"
            + " request_id.");
    return body.toString();
  }

  private static ObjectNode output(HttpExchange exchange) {
    Passport passport = exchange.passport;
    List<PluginRun> runs = exchange.pluginRuns();
    long now = System.nanoTime();
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ObjectNode child = output.putObject("child");
    if (ranIn(Phase.REWRITE, runs)) {
      plugins(child.putObject("rewrite"), Phase.REWRITE, runs);
    }
    if (passport.has(State.ROUTED)) {
      ObjectNode access = child.putObject("access");
      ObjectNode within = access.putObject("child");
      total(
          within.putObject("router"), passport.at(State.ROUTED) - passport.at(State.REQUEST_HEAD));
      if (ranIn(Phase.ACCESS, runs)) {
        within.setAll((ObjectNode) plugins(objectNode(), Phase.ACCESS, runs).get("child"));
      }
      long end = passport.has(State.ACCESS_END) ? passport.at(State.ACCESS_END) : now;
      total(access, end - passport.at(State.REQUEST_HEAD));
    }
    long upstream = 0;
    if (exchange.proxied) {
      long balancer = 0;
      for (Try attempt : exchange.tries()) {
        balancer += attempt.balancerNanos();
      }
      total(child.putObject("balancer"), balancer);
      if (passport.has(State.CONNECTED)) {
        long head = passport.has(State.UPSTREAM_HEAD) ? passport.at(State.UPSTREAM_HEAD) : now;
        upstream = Math.max(0, head - passport.at(State.CONNECTED));
        ObjectNode waited = child.putObject("upstream");
        total(waited.putObject("child").putObject("time_to_first_byte"), upstream);
        total(waited, upstream);
      }
    }
    if (ranIn(Phase.HEADER_FILTER, runs)) {
      plugins(child.putObject("header_filter"), Phase.HEADER_FILTER, runs);
    }
    output.put("request_id", exchange.requestId());
    long all = now - passport.at(State.REQUEST_START);
    total(output, all);
    output.put("total_time_without_upstream", millis(all - upstream));
    return output;
  }

  private static ObjectNode objectNode() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static boolean ranIn(Phase phase, List<PluginRun> runs) {
    return runs.stream().anyMatch(run -> run.phase() == phase);
  }

  /** The plugins of a phase: name, then the instance's id. */
  private static ObjectNode plugins(ObjectNode of, Phase phase, List<PluginRun> runs) {
    ObjectNode all = of.putObject("child").putObject("plugins");
    ObjectNode byName = all.putObject("child");
    long sum = 0;
    for (PluginRun run : runs) {
      if (run.phase() == phase) {
        long nanos = run.end() - run.start();
        ObjectNode named = byName.putObject(run.plugin());
        total(named.putObject("child").putObject(run.instance()), nanos);
        total(named, nanos);
        sum += nanos;
      }
    }
    total(all, sum);
    total(of, sum);
    return of;
  }

  private static void total(ObjectNode of, long nanos) {
    of.put("total_time", millis(nanos));
  }

  private static long millis(long nanos) {
    return Math.max(0, nanos / 1_000_000);
  }
}
