package io.quong.admin.cluster;

import io.quong.cluster.CounterCall;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Counters in the database, exact over all nodes and control planes: a batch of calls runs alone,
 * under an advisory lock, on what all batches before it left. Losing the last instant of counts in
 * a crash of the database is no harm, so nobody waits for its disk.
 */
final class Counters implements ClusterStore.CounterStore {
  /** Any number that nothing else in this database locks by. */
  private static final long LOCK = 0x71756f6e67_01L;

  private static final String BEGIN =
      "set local synchronous_commit = off; select pg_advisory_xact_lock(" + LOCK + ")";
  private static final String READ =
      "select key, value, expires_at, (extract(epoch from clock_timestamp()) * 1000)::bigint"
          + " from cluster_counter where key = any(?)";
  private static final String WRITE =
      "insert into cluster_counter (key, value, expires_at)"
          + " select * from unnest(?::text[], ?::bigint[], ?::bigint[])"
          + " on conflict (key) do update"
          + " set value = excluded.value, expires_at = excluded.expires_at";
  private static final String SWEEP =
      "delete from cluster_counter where key in (select key from cluster_counter"
          + " where expires_at < (extract(epoch from now()) * 1000)::bigint - 60000"
          + " limit 10000 for update skip locked)";

  private final DataSource database;

  Counters(DataSource database) {
    this.database = database;
  }

  /** A counter as it is within a batch. */
  static final class Count {
    long value;
    long expiresAt;
  }

  @Override
  public List<long[]> run(List<CounterCall> calls) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<long[]> results = run(connection, calls);
        connection.commit();
        return results;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static List<long[]> run(Connection connection, List<CounterCall> calls)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(BEGIN);
    }
    Map<String, Count> counts = read(connection, calls);
    Set<String> changed = new HashSet<>();
    List<long[]> results = carryOut(calls, counts, changed);
    write(connection, counts, changed);
    return results;
  }

  /**
   * @param counts of all keys that the calls name
   * @param changed gets the keys whose values are others now
   */
  static List<long[]> carryOut(
      List<CounterCall> calls, Map<String, Count> counts, Set<String> changed) {
    List<long[]> results = new ArrayList<>(calls.size());
    for (CounterCall call : calls) {
      results.add(
          switch (call.kind()) {
            case TAKE -> take(call.uses(), counts, changed);
            case ADD -> add(call.uses(), counts, changed);
            case READ -> values(call.uses(), counts);
          });
    }
    return results;
  }

  private static long[] take(
      List<CounterCall.Use> uses, Map<String, Count> counts, Set<String> changed) {
    long[] before = values(uses, counts);
    for (int i = 0; i < before.length; i++) {
      if (before[i] >= uses.get(i).limit()) {
        return before;
      }
    }
    for (CounterCall.Use use : uses) {
      counts.get(use.key()).value++;
      changed.add(use.key());
    }
    return before;
  }

  private static long[] add(
      List<CounterCall.Use> uses, Map<String, Count> counts, Set<String> changed) {
    for (CounterCall.Use use : uses) {
      counts.get(use.key()).value += use.amount();
      changed.add(use.key());
    }
    return values(uses, counts);
  }

  private static long[] values(List<CounterCall.Use> uses, Map<String, Count> counts) {
    long[] values = new long[uses.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = counts.get(uses.get(i).key()).value;
    }
    return values;
  }

  private static Map<String, Count> read(Connection connection, List<CounterCall> calls)
      throws SQLException {
    Map<String, Count> counts = new HashMap<>();
    for (CounterCall call : calls) {
      for (CounterCall.Use use : call.uses()) {
        Count count = counts.computeIfAbsent(use.key(), key -> new Count());
        count.expiresAt = Math.max(count.expiresAt, use.expiresAt());
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setArray(1, connection.createArrayOf("text", counts.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Count count = counts.get(rows.getString(1));
          long expiresAt = rows.getLong(3);
          // Only who brings a later end may start it over: a node whose clock is behind must not
          // find a counter at 0 for ever.
          boolean over = expiresAt <= rows.getLong(4) && count.expiresAt > expiresAt;
          count.value = over ? 0 : rows.getLong(2);
          count.expiresAt = Math.max(count.expiresAt, expiresAt);
        }
      }
    }
    return counts;
  }

  private static void write(Connection connection, Map<String, Count> counts, Set<String> changed)
      throws SQLException {
    if (changed.isEmpty()) {
      return;
    }
    Object[] keys = changed.toArray();
    Object[] values = new Object[keys.length];
    Object[] expiries = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      Count count = counts.get((String) keys[i]);
      values[i] = count.value;
      expiries[i] = count.expiresAt;
    }
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      Array[] arrays = {
        connection.createArrayOf("text", keys),
        connection.createArrayOf("bigint", values),
        connection.createArrayOf("bigint", expiries)
      };
      for (int i = 0; i < arrays.length; i++) {
        statement.setArray(i + 1, arrays[i]);
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void sweep() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SWEEP)) {
      statement.executeUpdate();
    }
  }
}
