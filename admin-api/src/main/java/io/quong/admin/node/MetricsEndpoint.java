package io.quong.admin.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoint;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.cluster.NodesEndpoint;
import io.quong.listen.status.StatusSource;
import io.quong.program.ProductVersion;
import io.quong.settings.Keys;
import io.quong.settings.Listen;
import io.quong.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/**
 * {@code /metrics} of the Admin API. Where the node belongs to the same installation it is the
 * node's own answer, asked for at its status listener; a control plane tells of its data planes.
 */
public final class MetricsEndpoint {
  private static final String TEXT = "text/plain; charset=UTF-8";
  private static final String LOOPBACK = "127.0.0.1";
  private static final long PATIENCE_MS = 5_000;

  private final NodesEndpoint nodes;
  private final StatusSource status;
  private final String nodeId;
  private final boolean controlPlane;
  private final Listen node;
  private final HttpClient client;

  public MetricsEndpoint(
      Vertx vertx, Settings settings, NodesEndpoint nodes, StatusSource status, String nodeId) {
    this.nodes = nodes;
    this.status = status;
    this.nodeId = nodeId;
    this.controlPlane = settings.role() == Settings.Role.CONTROL_PLANE;
    List<Listen> listens = settings.get(Keys.STATUS_LISTEN);
    this.node = listens.isEmpty() ? null : listens.get(0);
    // The certificate is the node's own, made by itself, and the way stays on this machine.
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setTrustAll(true).setVerifyHost(false).setMaxPoolSize(2));
  }

  public void add(Endpoints endpoints) {
    endpoints.add("GET", "/metrics", (Endpoint.Later) this::get);
  }

  private Future<Reply> get(Call call) {
    if (controlPlane) {
      return nodes.dataPlanes().map(rows -> Reply.text(200, TEXT, ofControlPlane(rows)));
    }
    if (node == null) {
      return Future.succeededFuture(
          Reply.message(404, "the node's metrics need a status listener (status_listen)"));
    }
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(node.everywhere() ? LOOPBACK : node.address())
            .setPort(node.port())
            .setSsl(node.ssl())
            .setURI("/metrics")
            .setTimeout(PATIENCE_MS);
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(answer -> answer.body().map(body -> Reply.text(200, TEXT, body.toString())))
        .recover(
            away ->
                Future.succeededFuture(
                    Reply.message(503, "the node of this installation does not answer")));
  }

  /** Kong's families of a control plane. */
  private String ofControlPlane(List<ObjectNode> dataPlanes) {
    StringBuilder out = new StringBuilder();
    family(out, "data_plane_config_hash", "Config hash value of the data plane");
    for (ObjectNode row : dataPlanes) {
      sample(out, "data_plane_config_hash", row, "", version(row));
    }
    family(out, "data_plane_last_seen", "Last time data plane contacted control plane");
    for (ObjectNode row : dataPlanes) {
      sample(out, "data_plane_last_seen", row, "", row.get("last_seen").asLong());
    }
    family(
        out,
        "data_plane_version_compatible",
        "Version compatible status of the data plane, 0 is incompatible");
    for (ObjectNode row : dataPlanes) {
      String version = row.get("version").asText();
      sample(
          out,
          "data_plane_version_compatible",
          row,
          ",kong_version=\"" + escaped(version) + "\"",
          ProductVersion.QUONG.equals(version) ? 1 : 0);
    }
    family(out, "datastore_reachable", "Datastore reachable from Kong, 0 is unreachable");
    out.append("kong_datastore_reachable ")
        .append(Boolean.TRUE.equals(status.databaseReachable()) ? 1 : 0)
        .append('\n');
    family(out, "node_info", "Kong Node metadata information");
    out.append("kong_node_info{node_id=\"").append(escaped(nodeId)).append("\",version=\"");
    out.append(escaped(ProductVersion.QUONG)).append("\"} 1\n");
    return out.toString();
  }

  /** The hash is the version in disguise; a number has to be told. */
  private static long version(ObjectNode row) {
    String hash = row.get("config_hash").asText();
    return Long.parseUnsignedLong(hash.substring(Math.max(0, hash.length() - 16)), 16);
  }

  private static void family(StringBuilder out, String name, String help) {
    out.append("# HELP kong_").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE kong_").append(name).append(" gauge\n");
  }

  private static void sample(
      StringBuilder out, String name, ObjectNode row, String more, long value) {
    out.append("kong_").append(name);
    out.append("{node_id=\"").append(escaped(row.get("id").asText()));
    out.append("\",hostname=\"").append(escaped(row.get("hostname").asText()));
    out.append("\",ip=\"").append(escaped(row.get("ip").asText())).append('"');
    out.append(more).append("} ").append(value).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
  }
}
