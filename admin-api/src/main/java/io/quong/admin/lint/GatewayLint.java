package io.quong.admin.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.admin.lint.Finding.Severity;
import io.quong.admin.store.Reader;
import io.quong.admin.store.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the gateway pattern asks for: breakers on services, time-outs that leave room for those
 * inside them, aggregates that can do without a part.
 */
final class GatewayLint {
  private static final String BREAKER = "circuit-breaker";
  private static final long PATIENCE_MILLIS = 60_000;
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Reader reader;
  private final List<Finding> findings;

  /** Ids of services and routes that have a breaker of their own. */
  private final Set<String> guarded = new HashSet<>();

  private boolean allGuarded;

  GatewayLint(Reader reader, List<Finding> findings) {
    this.reader = reader;
    this.findings = findings;
  }

  /** Of all plugins, before services are looked at. */
  void gather(Row plugin) {
    JsonNode body = plugin.body();
    if (!body.path("name").asText().equals(BREAKER)
        || !body.path("enabled").asBoolean()
        || !body.path("consumer").isNull()) {
      return;
    }
    String route = body.path("route").path("id").asText();
    String service = body.path("service").path("id").asText();
    if (route.isEmpty() && service.isEmpty()) {
      allGuarded = true;
    } else {
      guarded.add(route.isEmpty() ? service : route);
    }
  }

  void service(Row service) {
    boolean asked = service.body().path("protocol").asText().startsWith("http");
    if (!asked || allGuarded || guarded.contains(service.id())) {
      return;
    }
    List<Row> routes = reader.referring("routes", "service", service.id(), null, 1_000).rows();
    if (routes.isEmpty() || !routes.stream().allMatch(route -> guarded.contains(route.id()))) {
      add(
          "service-without-circuit-breaker",
          Severity.INFO,
          service,
          "Give the service a circuit-breaker: while it fails its requests wait for time-outs"
              + " instead of being answered at once.");
    }
  }

  void plugin(Row plugin) {
    if (!plugin.body().path("enabled").asBoolean()) {
      return;
    }
    JsonNode config = plugin.body().path("config");
    switch (plugin.body().path("name").asText()) {
      case "aggregate" -> aggregate(plugin, config.path("calls"));
      case BREAKER -> breaker(plugin, config.path("slow_call"));
      default -> {}
    }
  }

  /** A call that is slow only after the time-out is never seen as slow. */
  private void breaker(Row plugin, JsonNode slowCall) {
    String id = plugin.body().path("service").path("id").asText();
    Row service = id.isEmpty() || !slowCall.isNumber() ? null : reader.byId("services", id);
    if (service == null) {
      return;
    }
    long readTimeout = service.body().path("read_timeout").asLong();
    if (slowCall.asLong() >= readTimeout) {
      findings.add(
          new Finding(
              "slow-call-after-time-out",
              Severity.WARNING,
              List.of(plugin, service),
              "Set slow_call below the service's read_timeout of %d ms: no call can be slower."
                  .formatted(readTimeout)));
    }
  }

  private void aggregate(Row plugin, JsonNode calls) {
    Map<String, Long> until = new HashMap<>();
    long longest = 0;
    for (JsonNode call : calls) {
      String name = call.path("name").asText();
      long before = 0;
      for (JsonNode after : call.path("after")) {
        before = Math.max(before, until.getOrDefault(after.asText(), 0L));
      }
      until.put(name, before + call.path("timeout").asLong());
      longest = Math.max(longest, until.get(name));
      timeout(plugin, call, name);
      if (call.path("required").asBoolean() && !call.hasNonNull("fallback")) {
        add(
            "required-call-without-fallback",
            Severity.INFO,
            plugin,
            "Give the call %s a fallback, if the answer is of use without it: when it fails, all of it fails."
                .formatted(name));
      }
    }
    if (longest > PATIENCE_MILLIS) {
      add(
          "aggregate-waits-too-long",
          Severity.WARNING,
          plugin,
          "Lower the calls' time-outs: the slowest chain of them may take %d seconds."
              .formatted(longest / 1_000));
    }
  }

  /**
   * What waits outside has to wait longer than what waits inside, or that never comes to an end.
   */
  private void timeout(Row plugin, JsonNode call, String name) {
    Row service = call.hasNonNull("service") ? service(call.get("service").asText()) : null;
    if (service == null) {
      if (call.hasNonNull("service")) {
        add(
            "call-of-no-service",
            Severity.ERROR,
            plugin,
            "Name a service that is there in the call %s: each of its requests fails."
                .formatted(name));
      }
      return;
    }
    long inside =
        service.body().path("connect_timeout").asLong()
            + service.body().path("read_timeout").asLong();
    long outside = call.path("timeout").asLong();
    if (outside < inside) {
      findings.add(
          new Finding(
              "time-outs-do-not-add-up",
              Severity.WARNING,
              List.of(plugin, service),
              "Give the call %s more than the %d ms in which its service may connect and answer, or the service less: it ends after %d ms, before the service's own time-outs and retries count."
                  .formatted(name, inside, outside)));
    }
  }

  private Row service(String idOrName) {
    Row named = reader.byKey("services", "name", idOrName);
    return named != null || !UUID.matcher(idOrName).matches()
        ? named
        : reader.byId("services", idOrName);
  }

  private void add(String id, Severity severity, Row entity, String advice) {
    findings.add(new Finding(id, severity, List.of(entity), advice));
  }
}
