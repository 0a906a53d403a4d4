package io.quong.acceptance.cluster;

import io.quong.cluster.ClusterTrust;
import io.quong.cluster.Order;
import io.quong.dataplane.cluster.ClusterNode;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.cluster.ConfigSink;
import io.quong.dataplane.cluster.ControlPlaneAddress;
import io.quong.dataplane.cluster.NodeState;
import io.quong.snapshot.ConfigUpdate;
import io.quong.snapshot.EntityChange;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A node whose Runtime is a map from id to name. */
final class TestNode implements ConfigSink, AutoCloseable {
  final String id;
  final NodeState state;
  final List<Order> orders = new CopyOnWriteArrayList<>();
  final List<ConfigUpdate> updates = new CopyOnWriteArrayList<>();
  final List<Long> times = new CopyOnWriteArrayList<>();
  final AtomicInteger attempts = new AtomicInteger();
  volatile Map<String, String> names = Map.of();
  volatile String refuses;
  final ClusterNode node;

  TestNode(Vertx vertx, Path folder, ControlPlaneAddress address, ClusterTrust trust, String key)
      throws IOException {
    this(vertx, folder, address, trust, key, "1.0.0");
  }

  TestNode(
      Vertx vertx,
      Path folder,
      ControlPlaneAddress address,
      ClusterTrust trust,
      String key,
      String version)
      throws IOException {
    id = UUID.randomUUID().toString();
    state = new NodeState("host-of-" + id, version, Map.of("zone", "a"));
    node =
        new ClusterNode(
            vertx,
            new ClusterNode.Settings(id, version, address, trust, folder, key, 50),
            state,
            this,
            orders::add);
  }

  TestNode start() {
    node.start();
    return this;
  }

  @Override
  public void apply(ConfigUpdate update) throws ConfigRefused {
    attempts.incrementAndGet();
    Map<String, String> next = new TreeMap<>(update.full() ? Map.of() : names);
    for (EntityChange change : update.changes()) {
      if (change.body() == null) {
        next.remove(change.id());
      } else {
        String name = change.body().path("name").textValue();
        if (name.equals(refuses)) {
          throw new ConfigRefused("no node can run " + name);
        }
        next.put(change.id(), name);
      }
    }
    names = next;
    times.add(System.nanoTime());
    updates.add(new ConfigUpdate(update.version(), update.full(), List.of()));
  }

  void awaitVersion(long version) {
    until("version " + version, () -> state.running() >= version);
  }

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within 20 s: " + what);
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
