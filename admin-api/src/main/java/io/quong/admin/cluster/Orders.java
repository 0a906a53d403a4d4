package io.quong.admin.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.Order;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Orders to all nodes, of all control planes. They are numbered under a lock that is held until
 * commit, so a node that has seen one has seen all before it.
 */
public final class Orders {
  private static final Logger LOG = Logger.getLogger(Orders.class);
  private static final long LOCK = 0x71756f6e67_02L;
  private static final String GIVE =
      "insert into cluster_order (number, type, body)"
          + " select coalesce(max(number), 0) + 1, ?, ?::jsonb from cluster_order"
          + " returning number";
  private static final String READ =
      "select number, type, body::text from cluster_order order by number";
  // The last one stays whatever its age: numbers must not begin again.
  private static final String SWEEP =
      "delete from cluster_order where created_at < now() - interval '10 minutes'"
          + " and number < (select max(number) from cluster_order)";

  private final DataSource database;
  private final WorkerExecutor worker;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile List<Order> recent = List.of();
  private boolean reading;

  Orders(DataSource database, WorkerExecutor worker) {
    this.database = database;
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
              insert(type, body);
              return null;
            },
            false)
        .onSuccess(unused -> refresh())
        .mapEmpty();
  }

  private void insert(String type, ObjectNode body) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement lock = connection.createStatement();
          PreparedStatement statement = connection.prepareStatement(GIVE)) {
        lock.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        statement.setString(1, type);
        statement.setString(2, body.toString());
        statement.execute();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
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
        .executeBlocking(this::read, false)
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

  private List<Order> read() throws SQLException {
    List<Order> orders = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ObjectNode body = (ObjectNode) ClusterWire.JSON.readTree(rows.getString(3));
        orders.add(new Order(rows.getLong(1), rows.getString(2), body));
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("an order can't be read", e);
    }
    return List.copyOf(orders);
  }

  void sweep() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(SWEEP);
    }
  }
}
