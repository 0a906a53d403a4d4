package io.quong.dataplane.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterWire;
import io.quong.plugin.SharedEntities;
import io.quong.schema.Schema;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Shared entities over the cluster connection, one request for each call. */
final class ClusterEntities implements SharedEntities {
  private static final long ANSWER_MS = 5_000;
  private static final int MOST_ANSWER = 1 << 20;

  private final ClusterClient client;

  ClusterEntities(ClusterClient client) {
    this.client = client;
  }

  @Override
  public <T extends Record> Future<T> find(Class<T> kind, String field, String value) {
    return call("find", kind, call -> call.put("field", field).put("value", value))
        .map(answer -> entity(answer, kind));
  }

  @Override
  public <T extends Record> Future<T> insert(Class<T> kind, ObjectNode body) {
    return call("insert", kind, call -> call.set("body", body)).map(answer -> entity(answer, kind));
  }

  @Override
  public <T extends Record> Future<T> update(Class<T> kind, String id, ObjectNode change) {
    return call("update", kind, call -> call.put("id", id).set("body", change))
        .map(answer -> entity(answer, kind));
  }

  @Override
  public Future<Boolean> delete(Class<? extends Record> kind, String id) {
    return call("delete", kind, call -> call.put("id", id))
        .map(answer -> answer.path("deleted").asBoolean());
  }

  private interface Filler {
    Object fill(ObjectNode call);
  }

  private Future<JsonNode> call(String name, Class<? extends Record> kind, Filler filler) {
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    call.put("call", name).put("kind", Schema.of(kind).resource().kind());
    filler.fill(call);
    return client
        .post(ClusterWire.STATE, call, ANSWER_MS)
        .compose(response -> Bodies.read(response, MOST_ANSWER))
        .map(ClusterEntities::json);
  }

  private static JsonNode json(Buffer answer) {
    try {
      return ClusterWire.JSON.readTree(answer.getBytes());
    } catch (IOException e) {
      throw new IllegalStateException("the control plane's answer is no JSON", e);
    }
  }

  private static <T extends Record> T entity(JsonNode answer, Class<T> kind) {
    return answer.path("entity") instanceof ObjectNode tree
        ? Schema.of(kind).bind(tree, kind)
        : null;
  }
}
