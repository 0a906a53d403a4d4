package io.quong.admin.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.Order;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Orders in the database. They are numbered under a lock that is held until commit, so a node that
 * has seen one has seen all before it.
 */
final class SqlOrders implements ClusterStore.OrderRows {
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

  SqlOrders(DataSource database) {
    this.database = database;
  }

  @Override
  public void insert(String type, String body) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement lock = connection.createStatement();
          PreparedStatement statement = connection.prepareStatement(GIVE)) {
        lock.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        statement.setString(1, type);
        statement.setString(2, body);
        statement.execute();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  @Override
  public List<Order> read() throws SQLException {
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

  @Override
  public void sweep() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(SWEEP);
    }
  }
}
