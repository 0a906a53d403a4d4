package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.Order;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks all nodes what only they know. Whoever does not answer in time is left out; nodes of other
 * control planes carry a question out, but their answers do not come here.
 */
public final class Questions {
  private static final long LONGEST_MS = 3_000;

  private final Vertx vertx;
  private final Orders orders;
  private final NodeRegistry registry;
  private final Map<String, Asked> open = new ConcurrentHashMap<>();

  Questions(Vertx vertx, Orders orders, NodeRegistry registry) {
    this.vertx = vertx;
    this.orders = orders;
    this.registry = registry;
  }

  private static final class Asked {
    private final Set<UUID> missing;
    private final List<JsonNode> answers = new ArrayList<>();
    private final Promise<List<JsonNode>> promise = Promise.promise();

    Asked(Set<UUID> missing) {
      this.missing = new HashSet<>(missing);
    }

    synchronized void answer(UUID node, JsonNode answer) {
      if (missing.remove(node)) {
        answers.add(answer);
        if (missing.isEmpty()) {
          promise.tryComplete(List.copyOf(answers));
        }
      }
    }

    synchronized void timeUp() {
      promise.tryComplete(List.copyOf(answers));
    }
  }

  /**
   * What the nodes that are connected here observe at this moment, such as the health of targets.
   */
  public Future<List<JsonNode>> observed() {
    return ask(Order.OBSERVED, JsonNodeFactory.instance.objectNode());
  }

  /**
   * The answers of the nodes that are connected here.
   *
   * @param plugin whose question it is
   */
  public Future<List<JsonNode>> ask(String plugin, ObjectNode question) {
    return ask(plugin, question, nodes());
  }

  /** The nodes that are connected here. */
  public Set<UUID> nodes() {
    return registry.connected();
  }

  /**
   * The answers of some nodes. Where it is one, the others don't come to hear of the question.
   *
   * @param nodes of those that are connected here
   */
  public Future<List<JsonNode>> ask(String plugin, ObjectNode question, Set<UUID> nodes) {
    Asked asked = new Asked(nodes);
    String ticket = UUID.randomUUID().toString();
    open.put(ticket, asked);
    long timer = vertx.setTimer(LONGEST_MS, over -> asked.timeUp());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("ticket", ticket).put("plugin", plugin).set("question", question);
    if (nodes.size() == 1) {
      body.put("node", nodes.iterator().next().toString());
    }
    orders.give(Order.ASK, body).onFailure(asked.promise::tryFail);
    if (asked.missing.isEmpty()) {
      asked.timeUp();
    }
    return asked
        .promise
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              open.remove(ticket);
            });
  }

  /** A node answers. */
  void answered(UUID node, JsonNode body) {
    Asked asked = open.get(body.path("ticket").asText());
    if (asked != null) {
      asked.answer(node, body.path("answer"));
    }
  }
}
