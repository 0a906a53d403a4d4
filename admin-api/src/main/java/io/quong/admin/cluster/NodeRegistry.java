package io.quong.admin.cluster;

import io.quong.cluster.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Which nodes there are and what they run. What this control plane hears is known here at once and
 * reaches the database a moment later, one write for all that came meanwhile; nodes of the other
 * control planes are read from there.
 */
public final class NodeRegistry {
  private static final Logger LOG = Logger.getLogger(NodeRegistry.class);
  private static final long BETWEEN_WRITES_MS = 50;

  private final ClusterStore.NodeRows store;
  private final WorkerExecutor worker;
  private final Vertx vertx;
  private final Clock clock;
  private final Map<UUID, NodeRow> mine = new HashMap<>();
  private final Map<UUID, Set<HttpConnection>> connections = new HashMap<>();
  private final Set<UUID> dirty = new HashSet<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private boolean writing;

  NodeRegistry(ClusterStore.NodeRows store, Vertx vertx, WorkerExecutor worker, Clock clock) {
    this.store = store;
    this.worker = worker;
    this.vertx = vertx;
    this.clock = clock;
  }

  /** A node said something. */
  void heard(UUID id, HttpConnection connection, NodeStatus status) {
    long now = clock.millis();
    synchronized (this) {
      NodeRow before = mine.get(id);
      long first = before == null ? now : before.firstSeen();
      String address = connection.remoteAddress().hostAddress();
      mine.put(id, new NodeRow(id, address, true, first, now, status));
      if (connections.computeIfAbsent(id, key -> new HashSet<>()).add(connection)) {
        connection.closeHandler(unused -> closed(id, connection));
      }
      dirty.add(id);
    }
    changed();
  }

  private void closed(UUID id, HttpConnection connection) {
    synchronized (this) {
      Set<HttpConnection> open = connections.get(id);
      open.remove(connection);
      if (!open.isEmpty()) {
        return;
      }
      connections.remove(id);
      NodeRow before = mine.get(id);
      mine.put(
          id,
          new NodeRow(
              id, before.address(), false, before.firstSeen(), before.lastSeen(), before.status()));
      dirty.add(id);
    }
    changed();
  }

  /** The nodes that hold a connection to this control plane. */
  synchronized Set<UUID> connected() {
    return Set.copyOf(connections.keySet());
  }

  private void changed() {
    listeners.forEach(Runnable::run);
    synchronized (this) {
      if (writing) {
        return;
      }
      writing = true;
    }
    write();
  }

  private void write() {
    List<NodeRow> rows = new ArrayList<>();
    synchronized (this) {
      dirty.forEach(id -> rows.add(mine.get(id)));
      dirty.clear();
      if (rows.isEmpty()) {
        writing = false;
        return;
      }
    }
    worker
        .executeBlocking(
            () -> {
              store.write(rows);
              return null;
            },
            false)
        .onFailure(
            fault -> {
              LOG.debugf("nodes: %s", fault.getMessage());
              synchronized (this) {
                rows.forEach(row -> dirty.add(row.id()));
              }
            })
        .onComplete(
            done -> vertx.setTimer(done.succeeded() ? BETWEEN_WRITES_MS : 1_000, t -> write()));
  }

  /** All nodes of all control planes, the oldest first. */
  Future<List<NodeRow>> nodes() {
    return worker
        .executeBlocking(store::read, false)
        .map(
            stored -> {
              Map<UUID, NodeRow> all = new LinkedHashMap<>();
              stored.forEach(row -> all.put(row.id(), row));
              synchronized (this) {
                mine.values().forEach(row -> all.merge(row.id(), row, NodeRegistry::newer));
              }
              List<NodeRow> sorted = new ArrayList<>(all.values());
              sorted.sort(Comparator.comparingLong(NodeRow::firstSeen).thenComparing(NodeRow::id));
              return sorted;
            });
  }

  private static NodeRow newer(NodeRow stored, NodeRow own) {
    if (stored.lastSeen() > own.lastSeen()) {
      return stored;
    }
    return new NodeRow(
        own.id(),
        own.address(),
        own.connected(),
        Math.min(stored.firstSeen(), own.firstSeen()),
        own.lastSeen(),
        own.status());
  }

  /** Calls the listener whenever something is heard of a node of this control plane. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void unlisten(Runnable listener) {
    listeners.remove(listener);
  }

  long now() {
    return clock.millis();
  }

  /** Forgets nodes that were silent for so many seconds. */
  void purge(long seconds) {
    synchronized (this) {
      long before = clock.millis() - seconds * 1_000;
      mine.values().removeIf(row -> !row.connected() && row.lastSeen() < before);
    }
    worker
        .executeBlocking(
            () -> {
              store.purge(seconds);
              return null;
            },
            false)
        .onFailure(fault -> LOG.debug("purging nodes", fault));
  }
}
