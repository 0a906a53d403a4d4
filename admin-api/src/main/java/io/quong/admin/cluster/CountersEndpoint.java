package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.CounterCall;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Counter calls of nodes. While one batch is in the database the calls of all nodes gather for the
 * next, so a popular counter costs a row's update for each batch and not for each request.
 */
final class CountersEndpoint {
  private static final Logger LOG = Logger.getLogger(CountersEndpoint.class);

  private record Waiting(List<CounterCall> calls, int counters, Promise<List<long[]>> results) {}

  private final ClusterStore.CounterStore counters;
  private final WorkerExecutor worker;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean running;

  CountersEndpoint(ClusterStore.CounterStore counters, WorkerExecutor worker) {
    this.counters = counters;
    this.worker = worker;
  }

  void handle(HttpServerRequest request, JsonNode body) {
    List<CounterCall> calls = new ArrayList<>();
    int count = 0;
    for (JsonNode call : body.path("calls")) {
      CounterCall parsed = CounterCall.of(call);
      count += parsed.uses().size();
      calls.add(parsed);
    }
    if (count > ClusterWire.MAX_COUNTERS) {
      throw new IllegalArgumentException(
          "more than " + ClusterWire.MAX_COUNTERS + " counters in one request");
    }
    Waiting mine = new Waiting(calls, count, Promise.promise());
    mine.results()
        .future()
        .onSuccess(results -> Answers.json(request.response(), json(results)))
        .onFailure(
            fault -> Answers.message(request, 503, "the counters' database cannot be reached now"));
    synchronized (this) {
      waiting.add(mine);
      if (running) {
        return;
      }
      running = true;
    }
    next();
  }

  private void next() {
    List<Waiting> batch = new ArrayList<>();
    synchronized (this) {
      int count = 0;
      while (!waiting.isEmpty()
          && (batch.isEmpty() || count + waiting.peek().counters() <= ClusterWire.MAX_COUNTERS)) {
        count += waiting.peek().counters();
        batch.add(waiting.poll());
      }
      if (batch.isEmpty()) {
        running = false;
        return;
      }
    }
    List<CounterCall> calls = new ArrayList<>();
    batch.forEach(each -> calls.addAll(each.calls()));
    worker
        .executeBlocking(() -> counters.run(calls), false)
        .onComplete(
            done -> {
              next();
              if (done.succeeded()) {
                deal(batch, done.result());
              } else {
                LOG.warnf("counters: %s", done.cause().getMessage());
                batch.forEach(each -> each.results().fail(done.cause()));
              }
            });
  }

  private static void deal(List<Waiting> batch, List<long[]> results) {
    int from = 0;
    for (Waiting each : batch) {
      int to = from + each.calls().size();
      each.results().complete(results.subList(from, to));
      from = to;
    }
  }

  private static ObjectNode json(List<long[]> results) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode lists = body.putArray("results");
    for (long[] values : results) {
      ArrayNode list = lists.addArray();
      for (long value : values) {
        list.add(value);
      }
    }
    return body;
  }

  void sweep() {
    worker
        .executeBlocking(
            () -> {
              counters.sweep();
              return null;
            },
            false)
        .onFailure(fault -> LOG.debug("sweeping counters", fault));
  }
}
