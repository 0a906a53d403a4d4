package io.quong.plugins.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.Service;
import io.quong.plugin.Exchange;
import io.quong.plugins.aggregate.CallSender.Pending;
import io.quong.plugins.aggregate.CallSender.Target;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls of one request. Owned by the exchange's loop; templates run elsewhere, on copies of
 * what is known.
 */
final class Run {
  private static final System.Logger LOG = System.getLogger(Run.class.getName());

  private final Exchange exchange;
  private final Vertx vertx;
  private final CallSender sender;
  private final List<CallPlan> waiting;
  private final ObjectNode known;
  private final ObjectNode available = JsonNodeFactory.instance.objectNode();
  private final Set<String> ended = new HashSet<>();
  private final List<Pending> pending = new ArrayList<>();
  private final Promise<ObjectNode> result = Promise.promise();
  private int running;
  private boolean over;

  Run(Exchange exchange, Vertx vertx, CallSender sender, List<CallPlan> plans, ObjectNode known) {
    this.exchange = exchange;
    this.vertx = vertx;
    this.sender = sender;
    this.waiting = new ArrayList<>(plans);
    this.known = known;
  }

  /** What templates see when all calls have ended. Fails when a required call did. */
  Future<ObjectNode> start() {
    startReady();
    return result.future();
  }

  /** Name and {@code true} or {@code false} of each call that was made. */
  ObjectNode available() {
    return available;
  }

  /** The client has gone, or a required call failed: calls that are under way are given up. */
  void cancel() {
    over = true;
    pending.forEach(Pending::cancel);
    pending.clear();
  }

  private void startReady() {
    List<CallPlan> ready =
        waiting.stream().filter(plan -> ended.containsAll(plan.after())).toList();
    waiting.removeAll(ready);
    running += ready.size();
    ready.forEach(this::start);
    if (running == 0 && !over) {
      over = true;
      result.tryComplete(known);
    }
  }

  /** What a call's templates made: null as a whole when it is left out. */
  private record Prepared(String path, Map<String, String> headers, JsonNode body, JsonNode skip) {}

  private void start(CallPlan plan) {
    ObjectNode input = known.deepCopy();
    exchange
        .onLoop(vertx.executeBlocking(() -> prepare(plan, input), false))
        .compose(prepared -> send(plan, prepared))
        .onSuccess(answer -> succeeded(plan, answer))
        .onFailure(fault -> failed(plan, fault));
  }

  private static Prepared prepare(CallPlan plan, ObjectNode input) {
    if (plan.when() != null && !plan.when().holds(input)) {
      return new Prepared(null, null, null, JsonNodeFactory.instance.nullNode());
    }
    if (plan.each() != null) {
      ArrayNode values = distinct(plan.each().apply(input));
      if (values.isEmpty()) {
        return new Prepared(null, null, null, values);
      }
      input.set("each", values);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    plan.headers().forEach((name, value) -> headers.put(name, value.render(input)));
    return new Prepared(
        plan.path().renderPath(input),
        headers,
        plan.body() == null ? null : plan.body().apply(input),
        null);
  }

  private static ArrayNode distinct(JsonNode listed) {
    Set<JsonNode> values = new LinkedHashSet<>();
    if (listed.isArray()) {
      listed.forEach(values::add);
    } else if (!listed.isMissingNode() && !listed.isNull()) {
      values.add(listed);
    }
    return JsonNodeFactory.instance.arrayNode().addAll(values);
  }

  private Future<JsonNode> send(CallPlan plan, Prepared prepared) {
    if (prepared.skip() != null) {
      return Future.succeededFuture(prepared.skip());
    }
    if (over) {
      return Future.failedFuture(new CallFailure(0, "given up"));
    }
    Target target = target(plan);
    available.put(plan.name(), true);
    Pending mine = new Pending();
    pending.add(mine);
    // Over all: an answer that comes drop by drop is given up as well.
    long timer = vertx.setTimer(plan.call().timeout(), late -> mine.cancel());
    Future<JsonNode> answer =
        sender.send(
            exchange, plan, target, prepared.path(), prepared.headers(), prepared.body(), mine);
    return exchange.onLoop(answer.onComplete(done -> vertx.cancelTimer(timer)));
  }

  private Target target(CallPlan plan) {
    if (plan.call().url() != null) {
      return Target.of(plan.call().url());
    }
    String named = plan.call().service();
    Service service = exchange.entities().unique(Service.class, "name", named);
    if (service == null) {
      service = exchange.entities().byId(Service.class, named);
    }
    if (service == null) {
      throw new CallFailure(0, "there is no service " + named);
    }
    return Target.of(service);
  }

  private void succeeded(CallPlan plan, JsonNode answer) {
    known.set(plan.name(), answer);
    finished(plan);
  }

  private void failed(CallPlan plan, Throwable fault) {
    if (over) {
      return;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "[aggregate] call " + plan.name() + " failed: " + fault.getMessage());
    if (Boolean.TRUE.equals(plan.call().required())) {
      cancel();
      result.tryFail(fault);
      return;
    }
    available.put(plan.name(), false);
    if (plan.fallback() == null) {
      known.putNull(plan.name());
      finished(plan);
      return;
    }
    ObjectNode input = known.deepCopy();
    exchange
        .onLoop(vertx.executeBlocking(() -> plan.fallback().apply(input), false))
        .otherwise(broken -> JsonNodeFactory.instance.nullNode())
        .onSuccess(
            value -> {
              known.set(
                  plan.name(), value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
              finished(plan);
            });
  }

  private void finished(CallPlan plan) {
    ended.add(plan.name());
    running--;
    if (!over) {
      startReady();
    }
  }
}
