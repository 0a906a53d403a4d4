package io.quong.admin.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Reads the database outside a write. */
public final class SqlReader implements Reader {
  private final DataSource database;

  public SqlReader(DataSource database) {
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
  public Row byId(String kind, String id) {
    return read(connection -> Rows.byId(connection, kind, id));
  }

  @Override
  public Row byKey(String kind, String field, String value) {
    return read(connection -> Rows.byKey(connection, kind, field, value));
  }

  @Override
  public Page page(String kind, String after, int size, TagFilter tags) {
    return read(connection -> Rows.page(connection, kind, after, size, tags));
  }

  @Override
  public Page referring(String kind, String field, String toId, String after, int size) {
    return read(connection -> Rows.referring(connection, kind, field, toId, after, size));
  }

  @Override
  public List<TaggedEntity> tags(String tag, String afterId, int afterTag, int size) {
    return read(connection -> Rows.tags(connection, tag, afterId, afterTag, size));
  }

  @Override
  public List<String> pluginNames() {
    return read(
        connection -> {
          try (var statement = connection.createStatement();
              var found =
                  statement.executeQuery(
                      "select distinct body->>'name' from entity where kind = 'plugins' order"
                          + " by 1")) {
            List<String> names = new java.util.ArrayList<>();
            while (found.next()) {
              names.add(found.getString(1));
            }
            return names;
          }
        });
  }

  @Override
  public long version() {
    return read(ChangeLog::newest);
  }
}
