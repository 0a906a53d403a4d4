package io.quong.admin.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.ClusterServer;
import io.quong.admin.entity.EntityService;
import io.quong.admin.kind.TargetEndpoints;
import io.quong.admin.store.Row;
import io.quong.cluster.Order;
import io.quong.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collections;
import java.util.List;

/** The health of an upstream's targets, which nodes find out, and an operator's word on it. */
public final class HealthEndpoints {
  private static final String TARGET = "/upstreams/{upstreams}/targets/{targets}";

  private final Vertx vertx;
  private final EntityService service;
  private final TargetEndpoints targets;
  private final ClusterServer cluster;
  private final boolean nodeHere;
  private final String nodeId;

  public HealthEndpoints(
      Vertx vertx, EntityService service, ClusterServer cluster, Settings settings, String nodeId) {
    this.vertx = vertx;
    this.service = service;
    this.targets = new TargetEndpoints(service);
    this.cluster = cluster;
    this.nodeHere = settings.role() != Settings.Role.CONTROL_PLANE;
    this.nodeId = nodeId;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/upstreams/{upstreams}/health", (Endpoint.Later) this::health);
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

  /** The nodes are asked anew: their last report can be older than what the client saw happen. */
  private Future<Reply> health(Call call) {
    return cluster
        .questions()
        .observed()
        .compose(observed -> vertx.executeBlocking(() -> health(call, observed), false));
  }

  private Reply health(Call call, List<JsonNode> observed) {
    Row upstream = upstream(call);
    boolean known = nodeHere || !observed.isEmpty();
    UpstreamHealth health = new UpstreamHealth(upstream, observed);
    List<Row> rows = TargetEndpoints.newestFirst(upstream.id(), service.reader());
    ObjectNode body;
    if ("1".equals(call.query().first("balancer_health"))) {
      body = JsonNodeFactory.instance.objectNode();
      if (known) {
        // Here, unlike in the list of targets, the oldest comes first.
        Collections.reverse(rows);
        body.set("data", health.balancer(rows));
      }
      body.putNull("next");
    } else {
      body =
          targets.page(
              call,
              rows,
              (row, shown) -> {
                if (known) {
                  health.show(row, shown);
                }
              });
    }
    return Reply.ok(body.put("node_id", nodeId));
  }

  private Reply mark(Call call, boolean healthy) {
    Row upstream = upstream(call);
    Row target = targets.find(call, upstream, service.reader());
    if (!UpstreamHealth.isChecked(upstream)) {
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
