package io.quong.admin.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.Order;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** Orders to all nodes, of all control planes. */
public final class Orders {
  private static final Logger LOG = Logger.getLogger(Orders.class);

  private final ClusterStore.OrderRows rows;
  private final WorkerExecutor worker;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile List<Order> recent = List.of();
  private boolean reading;

  Orders(ClusterStore.OrderRows rows, WorkerExecutor worker) {
    this.rows = rows;
    this.worker = worker;
  }

  /**
   * Gives an order to all nodes that are connected to any control plane.
   *
   * @param type of {@link Order}
   */
  public Future<Void> give(String type, ObjectNode body) {
    return worker
        .executeBlocking(
            () -> {
              rows.insert(type, body.toString());
              return null;
            },
            false)
        .onSuccess(unused -> refresh())
        .mapEmpty();
  }

  /** The number of the last order. */
  long last() {
    List<Order> orders = recent;
    return orders.isEmpty() ? 0 : orders.get(orders.size() - 1).number();
  }

  /** Orders after a number. */
  List<Order> after(long number) {
    return recent.stream().filter(order -> order.number() > number).toList();
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Looks for orders, which another control plane may have given. */
  void refresh() {
    synchronized (this) {
      if (reading) {
        return;
      }
      reading = true;
    }
    worker
        .executeBlocking(rows::read, false)
        .onComplete(
            done -> {
              synchronized (this) {
                reading = false;
              }
              if (done.failed()) {
                LOG.debug("reading orders", done.cause());
              } else if (!done.result().equals(recent)) {
                recent = done.result();
                listeners.forEach(Runnable::run);
              }
            });
  }

  void sweep() throws SQLException {
    rows.sweep();
  }
}
