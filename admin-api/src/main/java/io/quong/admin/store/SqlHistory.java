package io.quong.admin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.history.History;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Versions in the database. */
public final class SqlHistory implements History {
  private static final String VERSION =
      "select version, (extract(epoch from at) * 1000)::bigint, who, source, created, updated,"
          + " deleted from config_change where version ";

  private static final String BETWEEN =
      "select f.kind, f.id::text, f.before::text, l.body::text from"
          + " (select distinct on (kind, id) kind, id, before from change_log"
          + " where version > ? and version <= ? order by kind, id, version) f"
          + " join (select distinct on (kind, id) kind, id, body from change_log"
          + " where version > ? and version <= ? order by kind, id, version desc) l"
          + " on l.kind = f.kind and l.id = f.id"
          + " where f.before is distinct from l.body order by f.kind, f.id";

  private final DataSource database;

  public SqlHistory(DataSource database) {
    this.database = database;
  }

  private interface Query<T> {
    T in(Connection connection) throws SQLException;
  }

  private <T> T read(Query<T> query) {
    try (Connection connection = database.getConnection()) {
      return query.in(connection);
    } catch (SQLException failed) {
      throw StoreFault.of(failed);
    }
  }

  @Override
  public Range range() {
    return read(
        connection -> {
          try (var statement = connection.createStatement();
              ResultSet found =
                  statement.executeQuery("select oldest, version from config_version")) {
            found.next();
            return new Range(found.getLong(1), found.getLong(2));
          }
        });
  }

  @Override
  public List<Version> below(long number, int most) {
    return versions("< ? order by version desc limit ?", number, most);
  }

  @Override
  public List<Version> above(long number, int most) {
    return versions("> ? order by version limit ?", number, most);
  }

  private List<Version> versions(String which, long number, int most) {
    return read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(VERSION + which)) {
            Rows.bind(connection, statement, number, most);
            try (ResultSet found = statement.executeQuery()) {
              List<Version> versions = new ArrayList<>();
              while (found.next()) {
                versions.add(
                    new Version(
                        found.getLong(1),
                        found.getLong(2),
                        found.getString(3),
                        found.getString(4),
                        found.getInt(5),
                        found.getInt(6),
                        found.getInt(7)));
              }
              return versions;
            }
          }
        });
  }

  @Override
  public List<EntityChange> between(long from, long to) {
    return read(connection -> between(connection, from, to));
  }

  static List<EntityChange> between(Connection connection, long from, long to) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BETWEEN)) {
      Rows.bind(connection, statement, from, to, from, to);
      try (ResultSet found = statement.executeQuery()) {
        List<EntityChange> changes = new ArrayList<>();
        while (found.next()) {
          changes.add(
              new EntityChange(
                  found.getString(1),
                  found.getString(2),
                  tree(found.getString(3)),
                  tree(found.getString(4))));
        }
        return changes;
      }
    }
  }

  private static ObjectNode tree(String text) {
    return text == null ? null : Rows.parse(text);
  }
}
