package io.quong.admin.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quong.cluster.ClusterWire;
import io.quong.cluster.NodeStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows of nodes, shared by all control planes. Losing the last of them in a crash is no harm. */
final class NodeStore implements ClusterStore.NodeRows {
  private static final String WRITE =
      "insert into cluster_node (id, address, connected, first_seen, last_seen, status)"
          + " values (?, ?, ?, to_timestamp(? / 1000.0), to_timestamp(? / 1000.0), ?::jsonb)"
          + " on conflict (id) do update set address = excluded.address,"
          + " connected = excluded.connected, last_seen = excluded.last_seen,"
          + " status = excluded.status where cluster_node.last_seen <= excluded.last_seen";
  private static final String READ =
      "select id, address, connected, (extract(epoch from first_seen) * 1000)::bigint,"
          + " (extract(epoch from last_seen) * 1000)::bigint, status::text"
          + " from cluster_node order by first_seen, id";
  private static final String PURGE =
      "delete from cluster_node where last_seen < now() - make_interval(secs => ?)";

  private final DataSource database;

  NodeStore(DataSource database) {
    this.database = database;
  }

  @Override
  public void write(Collection<NodeRow> rows) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement lazily = connection.createStatement();
          PreparedStatement statement = connection.prepareStatement(WRITE)) {
        lazily.execute("set local synchronous_commit = off");
        for (NodeRow row : rows) {
          statement.setObject(1, row.id());
          statement.setString(2, row.address());
          statement.setBoolean(3, row.connected());
          statement.setLong(4, row.firstSeen());
          statement.setLong(5, row.lastSeen());
          statement.setString(6, row.status().toJson().toString());
          statement.addBatch();
        }
        statement.executeBatch();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  @Override
  public List<NodeRow> read() throws SQLException {
    List<NodeRow> nodes = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        nodes.add(
            new NodeRow(
                rows.getObject(1, UUID.class),
                rows.getString(2),
                rows.getBoolean(3),
                rows.getLong(4),
                rows.getLong(5),
                NodeStatus.of(ClusterWire.JSON.readTree(rows.getString(6)))));
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("a node's row can't be read", e);
    }
    return nodes;
  }

  @Override
  public void purge(long seconds) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PURGE)) {
      statement.setDouble(1, (double) seconds);
      statement.executeUpdate();
    }
  }
}
