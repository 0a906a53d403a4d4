package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.path.RequestTrace;
import io.quong.dataplane.path.TraceTokens;
import io.quong.dataplane.path.Traces;
import io.quong.dataplane.runtime.Runtime;
import io.quong.dataplane.runtime.RuntimeBuilder;
import io.quong.listen.status.Explainer;
import io.quong.snapshot.ConfigUpdate;
import io.quong.snapshot.EntityChange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The node's part in explaining: answers its own Status API and the control plane, and keeps what
 * was traced. The work is done on threads that may block.
 */
public final class NodeExplainer implements Explainer, Traces.Listener {
  private static final long LOOK_AGAIN_MS = 10;
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

  private final Vertx vertx;
  private final RuntimeBuilder runtimes;
  private final TraceTokens tokens;
  private final String nodeId;
  private final KeptTraces kept = new KeptTraces();

  public NodeExplainer(Vertx vertx, RuntimeBuilder runtimes, TraceTokens tokens, String nodeId) {
    this.vertx = vertx;
    this.runtimes = runtimes;
    this.tokens = tokens;
    this.nodeId = nodeId;
  }

  /** This node's id. */
  public String nodeId() {
    return nodeId;
  }

  @Override
  public Future<Explained> explain(String question, boolean text) {
    return blocking(() -> Explanation.answer(runtimes.holder().current(), question, text));
  }

  private interface Work {
    Explained run();
  }

  private Future<Explained> blocking(Work work) {
    return vertx.executeBlocking(work::run, false);
  }

  // Traced requests.

  @Override
  public void begun(String requestId) {
    kept.begun(requestId);
  }

  @Override
  public void ended(RequestTrace trace) {
    vertx
        .executeBlocking(() -> Explanation.of(trace), false)
        .onComplete(done -> kept.ended(trace.requestId(), done));
  }

  @Override
  public Future<Explained> trace(String requestId, boolean text) {
    Future<ObjectNode> found = kept.find(requestId);
    if (found == null) {
      return Future.succeededFuture(message(404, "there is no trace of this request"));
    }
    Promise<Explained> told = Promise.promise();
    long timer =
        vertx.setTimer(
            TimeUnit.NANOSECONDS.toMillis(LONGEST_WAIT_NANOS),
            late -> told.tryComplete(message(202, "the request has not ended yet")));
    found.onComplete(
        done -> {
          vertx.cancelTimer(timer);
          if (done.succeeded()) {
            told.tryComplete(told(done.result(), text));
          } else {
            told.tryFail(done.cause());
          }
        });
    return told.future();
  }

  private static Explained told(ObjectNode answer, boolean text) {
    return new Explained(200, text, text ? ExplanationText.of(answer) : answer.toString());
  }

  private static Explained message(int status, String message) {
    return new Explained(
        status, false, JsonNodeFactory.instance.objectNode().put("message", message).toString());
  }

  // What the control plane asks and orders.

  /**
   * @param order {@link io.quong.cluster.Order#EXPLAIN_TOKEN}'s body
   */
  public void admit(JsonNode order) {
    for (JsonNode node : order.path("nodes")) {
      if (node.asText().equals(nodeId)) {
        tokens.admit(order.path("digest").asText(), order.path("seconds").asLong());
      }
    }
  }

  /**
   * @param asked {@link io.quong.cluster.Order#EXPLAIN}'s question
   * @return {@code {"status", "text", "body"}}
   */
  public Future<ObjectNode> answer(ObjectNode asked) {
    boolean text = asked.path("text").asBoolean();
    Future<Explained> told =
        asked.has("trace")
            ? trace(asked.get("trace").asText(), text)
            : at(asked.path("version").asLong())
                .compose(
                    there ->
                        there
                            ? blocking(() -> asked(asked, text))
                            : Future.succeededFuture(
                                message(
                                    503,
                                    "the node does not run version %d yet"
                                        .formatted(asked.path("version").asLong()))));
    return told.map(
        answer ->
            JsonNodeFactory.instance
                .objectNode()
                .put("status", answer.status())
                .put("text", answer.text())
                .put("body", answer.body()));
  }

  /** Waits until the version runs here; answers whether it does. */
  private Future<Boolean> at(long version) {
    Promise<Boolean> there = Promise.promise();
    look(version, System.nanoTime() + LONGEST_WAIT_NANOS, there);
    return there.future();
  }

  private void look(long version, long deadline, Promise<Boolean> there) {
    if (runtimes.holder().current().version() >= version) {
      there.complete(true);
    } else if (System.nanoTime() > deadline) {
      there.complete(false);
    } else {
      vertx.setTimer(LOOK_AGAIN_MS, unused -> look(version, deadline, there));
    }
  }

  private Explained asked(ObjectNode asked, boolean text) {
    String question = asked.path("question").asText();
    if (!asked.has("draft")) {
      return Explanation.answer(runtimes.holder().current(), question, text);
    }
    List<EntityChange> changes = new ArrayList<>();
    for (JsonNode change : asked.get("draft")) {
      ObjectNode body = change.get("body") instanceof ObjectNode there ? there : null;
      changes.add(new EntityChange(change.path("kind").asText(), change.path("id").asText(), body));
    }
    Runtime current = runtimes.holder().current();
    try {
      return runtimes.draft(
          new ConfigUpdate(current.version(), false, changes),
          drafted -> Explanation.answer(drafted, question, text));
    } catch (ConfigRefused refused) {
      return message(400, "draft: the node refuses it: " + refused.getMessage());
    }
  }
}
