package io.quong.plugins.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.ServiceCall;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.ServiceFailure.Kind;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugins.aggregate.CallSender.Prepared;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
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

  /** Bytes of JSON that are read on the event loop; more of them elsewhere. */
  private static final int AT_ONCE = 16 << 10;

  private final Exchange exchange;
  private final Vertx vertx;
  private final CallSender sender;
  private final List<CallPlan> waiting;
  private final ObjectNode known;
  private final ObjectNode available = JsonNodeFactory.instance.objectNode();
  private final Set<String> ended = new HashSet<>();
  private final List<ServiceCall> underWay = new ArrayList<>();
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
    underWay.forEach(ServiceCall::cancel);
    underWay.clear();
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

  /**
   * What became of a call's templates.
   *
   * @param request null when the call is left out
   * @param instead its answer then
   */
  private record Decision(Prepared request, JsonNode instead) {}

  private void start(CallPlan plan) {
    decision(plan)
        .compose(decision -> carryOut(plan, decision))
        .onSuccess(answer -> succeeded(plan, answer))
        .onFailure(fault -> failed(plan, fault));
  }

  private Future<Decision> decision(CallPlan plan) {
    if (plan.isFixed()) {
      return Future.succeededFuture(decide(plan, known));
    }
    ObjectNode input = known.deepCopy();
    return exchange.onLoop(vertx.executeBlocking(() -> decide(plan, input), false));
  }

  private static Decision decide(CallPlan plan, ObjectNode input) {
    if (plan.when() != null && !plan.when().holds(input)) {
      return new Decision(null, JsonNodeFactory.instance.nullNode());
    }
    if (plan.each() != null) {
      ArrayNode values = distinct(plan.each().apply(input));
      if (values.isEmpty()) {
        return new Decision(null, values);
      }
      input.set("each", values);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    plan.headers().forEach((name, value) -> headers.put(name, header(value.render(input))));
    JsonNode body = plan.body() == null ? null : plan.body().apply(input);
    return new Decision(
        new Prepared(
            plan.path().renderPath(input),
            headers,
            body == null ? null : Buffer.buffer(body.isMissingNode() ? "null" : body.toString())),
        null);
  }

  /** A value that cannot become a second header. */
  private static String header(String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new ServiceFailure(Kind.UNUSABLE, "a header has control characters");
    }
    return ByteText.of(value);
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

  private Future<JsonNode> carryOut(CallPlan plan, Decision decision) {
    if (decision.request() == null) {
      return Future.succeededFuture(decision.instead());
    }
    if (over) {
      return Future.failedFuture(new ServiceFailure(Kind.CANCELLED, "given up"));
    }
    available.put(plan.name(), true);
    ServiceCall call = sender.send(exchange, plan.call(), decision.request());
    underWay.add(call);
    return call.reply()
        .compose(
            reply -> {
              underWay.remove(call);
              return json(reply);
            });
  }

  private Future<JsonNode> json(ServiceCall.Reply reply) {
    if (reply.status() < 200 || reply.status() > 299) {
      return Future.failedFuture(new CallFailure(reply.status(), "it answered " + reply.status()));
    }
    if (reply.body().length() <= AT_ONCE) {
      return parsed(reply.body());
    }
    return exchange
        .onLoop(vertx.executeBlocking(() -> parsed(reply.body()), false))
        .compose(done -> done);
  }

  private static Future<JsonNode> parsed(Buffer body) {
    JsonNode json = Json.value(body.toString(StandardCharsets.ISO_8859_1));
    return json == null
        ? Future.failedFuture(new CallFailure(0, "its answer is no JSON"))
        : Future.succeededFuture(json);
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
    if (Boolean.TRUE.equals(plan.call().required()) && plan.fallback() == null) {
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
