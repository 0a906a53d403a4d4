package io.quong.dataplane.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.CounterCall;
import io.quong.plugin.SharedEntities;
import io.quong.plugin.SharedState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Shared counters over the cluster connection. Calls that come while a request is under way, or
 * within a millisecond, leave together in the next one. A control plane that does not answer makes
 * calls fail at once for a moment, instead of letting each of them wait for it.
 */
final class ClusterState implements SharedState {
  private static final long GATHER_MS = 1;
  private static final long ANSWER_MS = 2_000;
  private static final long AWAY_MS = 500;
  private static final int UNDER_WAY = 2;
  private static final int MOST_WAITING = 20_000;
  private static final int MOST_ANSWER = 4 << 20;

  private record Waiting(CounterCall call, Promise<long[]> result) {}

  private final ClusterClient client;
  private final ClusterEntities entities;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean scheduled;
  private int underWay;
  private long awayUntil = System.nanoTime();
  private Throwable away;

  ClusterState(ClusterClient client) {
    this.client = client;
    this.entities = new ClusterEntities(client);
  }

  @Override
  public Future<long[]> take(List<Counter> counters) {
    List<CounterCall.Use> uses = new ArrayList<>(counters.size());
    for (Counter counter : counters) {
      uses.add(new CounterCall.Use(counter.key(), counter.limit(), 0, counter.expiresAt()));
    }
    return call(new CounterCall(CounterCall.Kind.TAKE, uses));
  }

  @Override
  public Future<long[]> add(List<Counter> counters, long[] amounts) {
    if (counters.size() != amounts.length) {
      return Future.failedFuture(
          new IllegalArgumentException(
              counters.size() + " counters, but " + amounts.length + " amounts"));
    }
    List<CounterCall.Use> uses = new ArrayList<>(amounts.length);
    for (int i = 0; i < amounts.length; i++) {
      Counter counter = counters.get(i);
      uses.add(new CounterCall.Use(counter.key(), 0, amounts[i], counter.expiresAt()));
    }
    return call(new CounterCall(CounterCall.Kind.ADD, uses));
  }

  @Override
  public Future<long[]> read(List<Counter> counters) {
    List<CounterCall.Use> uses = new ArrayList<>(counters.size());
    for (Counter counter : counters) {
      uses.add(new CounterCall.Use(counter.key(), 0, 0, counter.expiresAt()));
    }
    return call(new CounterCall(CounterCall.Kind.READ, uses));
  }

  @Override
  public SharedEntities entities() {
    return entities;
  }

  private Future<long[]> call(CounterCall call) {
    if (call.uses().isEmpty()) {
      return Future.succeededFuture(new long[0]);
    }
    if (call.uses().size() > ClusterWire.MAX_COUNTERS) {
      return Future.failedFuture(
          new IllegalArgumentException("more than " + ClusterWire.MAX_COUNTERS + " counters"));
    }
    for (CounterCall.Use use : call.uses()) {
      // Found here, it fails this call; found by the control plane, all that travel with it.
      if (use.key().isEmpty() || use.key().length() > ClusterWire.MAX_KEY) {
        return Future.failedFuture(
            new IllegalArgumentException("a counter's key is empty or too long"));
      }
    }
    Promise<long[]> result = Promise.promise();
    synchronized (this) {
      if (away != null && System.nanoTime() < awayUntil) {
        return Future.failedFuture(away);
      }
      if (waiting.size() >= MOST_WAITING) {
        return Future.failedFuture(
            new IOException("too many calls wait for the control plane (" + MOST_WAITING + ")"));
      }
      waiting.add(new Waiting(call, result));
      if (scheduled || underWay >= UNDER_WAY) {
        return result.future();
      }
      scheduled = true;
    }
    client.context().owner().setTimer(GATHER_MS, unused -> leave());
    return result.future();
  }

  private void leave() {
    List<Waiting> batch = new ArrayList<>();
    synchronized (this) {
      scheduled = false;
      int counters = 0;
      while (!waiting.isEmpty()) {
        counters += waiting.peek().call().uses().size();
        if (counters > ClusterWire.MAX_COUNTERS) {
          break;
        }
        batch.add(waiting.poll());
      }
      if (batch.isEmpty()) {
        return;
      }
      underWay++;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode calls = body.putArray("calls");
    batch.forEach(each -> calls.add(each.call().toJson()));
    client
        .post(ClusterWire.COUNTERS, body, ANSWER_MS)
        .compose(response -> Bodies.read(response, MOST_ANSWER))
        .map(answer -> results(answer, batch))
        .onComplete(
            done -> {
              settle(done.cause());
              for (int i = 0; i < batch.size(); i++) {
                if (done.succeeded()) {
                  batch.get(i).result().complete(done.result().get(i));
                } else {
                  batch.get(i).result().fail(done.cause());
                }
              }
            });
  }

  /** After a request: the next one, or none for a moment when it failed. */
  private void settle(Throwable fault) {
    List<Waiting> failed = new ArrayList<>();
    boolean more;
    synchronized (this) {
      underWay--;
      away = fault;
      if (fault != null) {
        awayUntil = System.nanoTime() + AWAY_MS * 1_000_000;
        failed.addAll(waiting);
        waiting.clear();
      }
      more = !waiting.isEmpty() && !scheduled;
      scheduled |= more;
    }
    failed.forEach(each -> each.result().fail(fault));
    if (more) {
      leave();
    }
  }

  private static List<long[]> results(Buffer answer, List<Waiting> batch) {
    JsonNode lists;
    try {
      lists = ClusterWire.JSON.readTree(answer.getBytes()).path("results");
    } catch (IOException e) {
      throw new IllegalStateException("the control plane's answer is no JSON");
    }
    List<long[]> results = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      long[] values = new long[batch.get(i).call().uses().size()];
      if (lists.path(i).size() != values.length) {
        throw new IllegalStateException("the control plane's answer is not to these calls");
      }
      for (int k = 0; k < values.length; k++) {
        values[k] = lists.path(i).path(k).longValue();
      }
      results.add(values);
    }
    return results;
  }
}
