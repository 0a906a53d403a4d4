package io.quong.dataplane.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterWire;
import io.vertx.core.Vertx;

/**
 * Tells the control plane between two polls how the node is: what it runs and what it observes. A
 * report that gets lost is made up for by the next.
 */
final class NodeReporter implements AutoCloseable {
  private static final long EVERY_MS = 5_000;
  private static final long ANSWER_MS = 5_000;

  private final Vertx vertx;
  private final ClusterClient client;
  private final NodeState state;
  private final long timer;

  NodeReporter(Vertx vertx, ClusterClient client, NodeState state) {
    this.vertx = vertx;
    this.client = client;
    this.state = state;
    timer = vertx.setPeriodic(EVERY_MS, unused -> report());
  }

  /** Something changed that should be seen soon, such as the health of a target. */
  void report() {
    if (!state.connected()) {
      return;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("status", state.status().toJson());
    client.post(ClusterWire.REPORT, body, ANSWER_MS).onSuccess(response -> response.resume());
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
