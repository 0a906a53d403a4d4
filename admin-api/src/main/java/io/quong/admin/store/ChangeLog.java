package io.quong.admin.store;

import io.quong.admin.cluster.ConfigFeed.Delta;
import io.quong.admin.cluster.ConfigFeed.Line;
import io.quong.admin.cluster.ConfigFeed.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads versions, deltas and snapshots from the database. */
final class ChangeLog {
  private static final int FETCH = 1000;

  private ChangeLog() {}

  static long newest(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select version from config_version")) {
      found.next();
      return found.getLong(1);
    }
  }

  /** Null when the log does not reach back so far, or holds more than {@code limit} changes. */
  static Delta since(Connection connection, long version, int limit) throws SQLException {
    long newest;
    long oldest;
    try (var statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select version, oldest from config_version")) {
      found.next();
      newest = found.getLong(1);
      oldest = found.getLong(2);
    }
    if (version < oldest || version > newest) {
      return null;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select distinct on (kind, id) kind, id::text, body::text from change_log"
                + " where version > ? and version <= ? order by kind, id, version desc"
                + " limit "
                + (limit + 1))) {
      statement.setLong(1, version);
      statement.setLong(2, newest);
      List<Line> lines = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          lines.add(new Line(found.getString(1), found.getString(2), found.getString(3)));
        }
      }
      return lines.size() > limit ? null : new Delta(newest, lines);
    }
  }

  static void snapshot(Connection connection, Target target) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select kind, id::text, (case when expires_at is null then body"
                + " else body || jsonb_build_object('expires_at', expires_at) end)::text"
                + " from entity where not state and (expires_at is null"
                + " or expires_at > (extract(epoch from now()) * 1000)::bigint)")) {
      target.version(newest(connection));
      statement.setFetchSize(FETCH);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()
            && target.line(new Line(found.getString(1), found.getString(2), found.getString(3)))) {}
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  /** Forgets the versions that need not be kept. */
  static void compact(Connection connection, StoreFeed.Retention keep) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update config_version set oldest = greatest(oldest, least(version - ?,"
                + " coalesce((select min(version) - 1 from config_change"
                + " where at > now() - ? * interval '1 second'), version)))")) {
      statement.setLong(1, keep.versions());
      statement.setLong(2, keep.seconds());
      statement.executeUpdate();
    }
    try (var statement = connection.createStatement()) {
      for (String table : List.of("change_log", "config_change")) {
        statement.executeUpdate(
            "delete from " + table + " where version <= (select oldest from config_version)");
      }
    }
  }
}
