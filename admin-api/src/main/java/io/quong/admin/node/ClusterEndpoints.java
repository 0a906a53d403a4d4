package io.quong.admin.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Arguments;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.NodesEndpoint;
import io.quong.admin.entity.Paging;
import io.quong.settings.Settings;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** {@code /quong/nodes}, and Kong's two lists of data planes. */
public final class ClusterEndpoints {
  private final NodesEndpoint nodes;
  private final boolean controlPlane;

  public ClusterEndpoints(NodesEndpoint nodes, Settings settings) {
    this.nodes = nodes;
    this.controlPlane = settings.role() == Settings.Role.CONTROL_PLANE;
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/quong/nodes", this::list);
    endpoints.add("GET", "/clustering/data-planes", this::dataPlanes);
    endpoints.add("GET", "/clustering/status", this::status);
  }

  private Reply list(Call call) {
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

  private Reply dataPlanes(Call call) {
    onlyOnControlPlane();
    Arguments query = call.query();
    int size = Paging.size(query);
    String after = Paging.after(query);
    List<ObjectNode> rows =
        await(nodes.dataPlanes()).stream()
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

  private Reply status(Call call) {
    onlyOnControlPlane();
    return reply(nodes.status()).with("Deprecation", "true");
  }

  private static Reply reply(Future<NodesEndpoint.Reply> future) {
    NodesEndpoint.Reply reply = await(future);
    return Reply.json(reply.status(), reply.body());
  }

  /** Endpoints run on threads that may block; the nodes' wait has a bound of its own. */
  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
