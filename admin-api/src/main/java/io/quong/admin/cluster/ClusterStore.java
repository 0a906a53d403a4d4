package io.quong.admin.cluster;

import io.quong.cluster.CounterCall;
import io.quong.cluster.Order;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What control planes share of nodes.
 *
 * @param installation which configuration the versions belong to: those of two can't be compared
 */
public record ClusterStore(
    CounterStore counters, NodeRows nodes, OrderRows orders, Supplier<String> installation) {
  /** Counters over all nodes. */
  interface CounterStore {
    /** Carries out calls, one after the other; the answers are in their order. */
    List<long[]> run(List<CounterCall> calls) throws SQLException;

    /** Removes what expired a while ago; to be called now and then. */
    void sweep() throws SQLException;
  }

  /** Nodes as they were last heard of. */
  interface NodeRows {
    void write(Collection<NodeRow> rows) throws SQLException;

    List<NodeRow> read() throws SQLException;

    /** Forgets nodes that were silent for so many seconds. */
    void purge(long seconds) throws SQLException;
  }

  /** Orders to all nodes, numbered. */
  interface OrderRows {
    void insert(String type, String body) throws SQLException;

    List<Order> read() throws SQLException;

    /** Forgets old ones. */
    void sweep() throws SQLException;
  }

  /** In the database, for all control planes that use it. Blocks for one query. */
  public static ClusterStore of(DataSource database) throws SQLException {
    String id;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select id from installation")) {
      row.next();
      id = row.getString(1);
    }
    return new ClusterStore(
        new Counters(database), new NodeStore(database), new SqlOrders(database), () -> id);
  }

  /** In memory, for the one node of an installation without a database. */
  public static ClusterStore inMemory(Supplier<String> installation) {
    return new ClusterStore(
        new MemoryCounters(), new MemoryNodes(), new MemoryOrders(), installation);
  }
}
