package io.quong.admin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.ClusterServer;
import io.quong.admin.entity.EntityService;
import io.quong.admin.kind.TargetEndpoints;
import io.quong.admin.store.Row;
import io.quong.cluster.Order;
import io.quong.settings.Settings;
import java.util.List;

/**
 * The health of an upstream's targets. Nodes find it out; while they check none, targets by IP
 * address are known here to have no checks, and all else is left open.
 */
public final class HealthEndpoints {
  private static final String OFF = "HEALTHCHECKS_OFF";
  private static final String TARGET = "/upstreams/{upstreams}/targets/{targets}";

  private final EntityService service;
  private final TargetEndpoints targets;
  private final ClusterServer cluster;
  private final boolean nodeHere;
  private final String nodeId;

  public HealthEndpoints(
      EntityService service, ClusterServer cluster, Settings settings, String nodeId) {
    this.service = service;
    this.targets = new TargetEndpoints(service);
    this.cluster = cluster;
    this.nodeHere = settings.role() != Settings.Role.CONTROL_PLANE;
    this.nodeId = nodeId;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/upstreams/{upstreams}/health", this::health);
    if (nodeHere) {
      for (boolean healthy : new boolean[] {true, false}) {
        String word = healthy ? "/healthy" : "/unhealthy";
        endpoints.add("PUT", TARGET + word, call -> mark(call, healthy));
        endpoints.add("PUT", TARGET + "/{address}" + word, call -> mark(call, healthy));
      }
    }
  }

  private Row upstream(Call call) {
    return service.find(
        service.kinds().get("upstreams"), call.parameter("upstreams"), service.reader());
  }

  private Reply health(Call call) {
    Row upstream = upstream(call);
    boolean checked = isChecked(upstream.body());
    List<Row> rows = TargetEndpoints.newestFirst(upstream.id(), service.reader());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if ("1".equals(call.query().first("balancer_health"))) {
      if (nodeHere && !checked) {
        body.set("data", balancer(upstream, rows));
      }
    } else {
      ArrayNode data = body.putArray("data");
      for (Row row : rows) {
        ObjectNode shown = service.show(row, service.reader());
        if (nodeHere && !checked) {
          shown.put("health", OFF);
          shown.set("data", host(row, "health", JsonNodeFactory.instance.textNode(OFF)));
        }
        data.add(shown);
      }
    }
    body.putNull("next");
    body.put("node_id", nodeId);
    return Reply.ok(body);
  }

  /** Whether anything that is configured can change the health of a target. */
  private static boolean isChecked(ObjectNode upstream) {
    JsonNode checks = upstream.path("healthchecks");
    JsonNode active = checks.path("active");
    JsonNode passive = checks.path("passive").path("unhealthy");
    return active.path("healthy").path("interval").asDouble() > 0
        || active.path("unhealthy").path("interval").asDouble() > 0
        || passive.path("http_failures").asInt() > 0
        || passive.path("tcp_failures").asInt() > 0
        || passive.path("timeouts").asInt() > 0;
  }

  private static ObjectNode balancer(Row upstream, List<Row> rows) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("id", upstream.id());
    data.put("health", OFF);
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    ArrayNode hosts = details.putArray("hosts");
    long total = 0;
    // Here, unlike in the list of targets, the oldest comes first.
    for (int i = rows.size() - 1; i >= 0; i--) {
      Row row = rows.get(i);
      total += row.body().path("weight").asLong();
      hosts.add(host(row, "healthy", JsonNodeFactory.instance.booleanNode(true)));
    }
    data.put("balancer_health", total > 0 ? "HEALTHY" : "UNHEALTHY");
    details.put("healthy", total > 0);
    weight(details, total);
    data.set("details", details);
    return data;
  }

  private static void weight(ObjectNode to, long total) {
    to.putObject("weight").put("total", total).put("available", total).put("unavailable", 0);
  }

  private static ObjectNode host(Row row, String name, JsonNode health) {
    String target = row.body().path("target").asText();
    int colon = target.lastIndexOf(':');
    long weight = row.body().path("weight").asLong();
    int port = Integer.parseInt(target.substring(colon + 1));
    ObjectNode host = JsonNodeFactory.instance.objectNode();
    host.put("host", target.substring(0, colon)).put("port", port);
    host.put("dns", "A").put("nodeWeight", weight);
    weight(host, weight);
    ObjectNode address = host.putArray("addresses").addObject();
    address.put("ip", target.substring(0, colon)).put("port", port).put("weight", weight);
    address.set(name, health);
    return host;
  }

  private Reply mark(Call call, boolean healthy) {
    Row upstream = upstream(call);
    Row target = targets.find(call, upstream, service.reader());
    if (!isChecked(upstream.body())) {
      throw AdminError.plain(
          400, "no healthchecker found for " + upstream.body().path("name").asText());
    }
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("upstream", upstream.id());
    order.put("target", target.body().path("target").asText());
    order.put("address", call.parameter("address"));
    order.put("healthy", healthy);
    cluster.orders().give(Order.HEALTH, order);
    return Reply.noContent();
  }
}
