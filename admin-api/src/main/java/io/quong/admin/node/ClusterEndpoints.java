package io.quong.admin.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Arguments;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.NodesEndpoint;
import io.quong.admin.entity.Paging;
import io.quong.admin.store.StoreUnavailable;
import io.quong.settings.Settings;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;

/** {@code /quong/nodes}, and Kong's two lists of data planes. */
public final class ClusterEndpoints {
  private final NodesEndpoint nodes;
  private final boolean controlPlane;

  public ClusterEndpoints(NodesEndpoint nodes, Settings settings) {
    this.nodes = nodes;
    this.controlPlane = settings.role() == Settings.Role.CONTROL_PLANE;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/quong/nodes", (Endpoint.Later) this::list);
    endpoints.add("GET", "/clustering/data-planes", (Endpoint.Later) this::dataPlanes);
    endpoints.add("GET", "/clustering/status", (Endpoint.Later) this::status);
  }

  private Future<Reply> list(Call call) {
    return reply(nodes.nodes(call.query().first("version"), call.query().first("wait")));
  }

  private void onlyOnControlPlane() {
    if (!controlPlane) {
      throw AdminError.plain(
          400,
          "this endpoint is only available when Kong is configured to run as Control Plane for"
              + " the cluster");
    }
  }

  private Future<Reply> dataPlanes(Call call) {
    onlyOnControlPlane();
    return stored(nodes.dataPlanes()).map(rows -> page(call, rows));
  }

  private static Reply page(Call call, List<ObjectNode> all) {
    Arguments query = call.query();
    int size = Paging.size(query);
    String after = Paging.after(query);
    List<ObjectNode> rows =
        all.stream()
            .filter(row -> after == null || row.get("id").asText().compareTo(after) > 0)
            .sorted((a, b) -> a.get("id").asText().compareTo(b.get("id").asText()))
            .toList();
    String offset = null;
    if (rows.size() > size) {
      rows = rows.subList(0, size);
      offset = Paging.offset(rows.get(size - 1).get("id").asText());
    }
    return Paging.page(rows, offset, call.path(), "");
  }

  private Future<Reply> status(Call call) {
    onlyOnControlPlane();
    return reply(nodes.status()).map(reply -> reply.with("Deprecation", "true"));
  }

  private static Future<Reply> reply(Future<NodesEndpoint.Reply> future) {
    return stored(future).map(reply -> Reply.json(reply.status(), reply.body()));
  }

  private static <T> Future<T> stored(Future<T> future) {
    return future.recover(
        fault ->
            Future.failedFuture(
                fault instanceof SQLException away ? new StoreUnavailable(away) : fault));
  }
}
