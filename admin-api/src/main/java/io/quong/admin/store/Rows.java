package io.quong.admin.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads entities; an entity whose time is over is not there. */
final class Rows {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(false))
          .build();

  private static final String FIELDS = "e.kind, e.id, e.body::text, e.expires_at";
  private static final String ALIVE =
      "(e.expires_at is null or e.expires_at > (extract(epoch from now()) * 1000)::bigint)";

  private Rows() {}

  static Row byId(Connection connection, String kind, String id) throws SQLException {
    return first(
        connection,
        "select " + FIELDS + " from entity e where kind = ? and id = ?::uuid and " + ALIVE,
        kind,
        id);
  }

  static Row byKey(Connection connection, String kind, String field, String value)
      throws SQLException {
    if (value.indexOf('\0') >= 0) {
      // Nothing has a NUL, which PostgreSQL cannot even be asked for.
      return null;
    }
    return first(
        connection,
        "select "
            + FIELDS
            + " from entity_key k join entity e on e.kind = k.kind and e.id = k.id"
            + " where k.kind = ? and k.field = ? and k.value = ? and "
            + ALIVE,
        kind,
        field,
        KeyText.of(value));
  }

  /**
   * @param after the id behind which the page begins, or null
   * @param tags null for all
   */
  static Page page(Connection connection, String kind, String after, int size, TagFilter tags)
      throws SQLException {
    StringBuilder sql = new StringBuilder("select " + FIELDS + " from entity e where kind = ?");
    List<Object> arguments = new ArrayList<>(List.of(kind));
    if (after != null) {
      sql.append(" and id > ?::uuid");
      arguments.add(after);
    }
    if (tags != null) {
      sql.append(tags.all() ? " and tags @> ?" : " and tags && ?");
      arguments.add(tags.tags().toArray(String[]::new));
    }
    sql.append(" and " + ALIVE + " order by id limit " + (size + 1));
    return page(list(connection, sql.toString(), arguments.toArray()), size);
  }

  static Page referring(
      Connection connection, String kind, String field, String toId, String after, int size)
      throws SQLException {
    StringBuilder sql =
        new StringBuilder(
            "select "
                + FIELDS
                + " from entity_ref r join entity e on e.kind = r.kind and e.id = r.id"
                + " where r.kind = ? and r.field = ? and r.to_id = ?::uuid");
    List<Object> arguments = new ArrayList<>(List.of(kind, field, toId));
    if (after != null) {
      sql.append(" and r.id > ?::uuid");
      arguments.add(after);
    }
    sql.append(" and " + ALIVE + " order by r.id limit " + (size + 1));
    return page(list(connection, sql.toString(), arguments.toArray()), size);
  }

  /** One row for each tag of each entity, by id. */
  static List<TaggedEntity> tags(
      Connection connection, String tag, String afterId, int afterTag, int size)
      throws SQLException {
    StringBuilder sql =
        new StringBuilder(
            "select e.kind, e.id, t.tag, t.n from entity e"
                + " cross join lateral unnest(e.tags) with ordinality t(tag, n) where "
                + ALIVE);
    List<Object> arguments = new ArrayList<>();
    if (tag != null) {
      sql.append(" and e.tags @> ? and t.tag = ?");
      arguments.add(new String[] {tag});
      arguments.add(tag);
    }
    if (afterId != null) {
      sql.append(" and (e.id, t.n) > (?::uuid, ?)");
      arguments.add(afterId);
      arguments.add((long) afterTag);
    }
    sql.append(" order by e.id, t.n limit " + size);
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      bind(connection, statement, arguments.toArray());
      try (ResultSet found = statement.executeQuery()) {
        List<TaggedEntity> rows = new ArrayList<>();
        while (found.next()) {
          rows.add(
              new TaggedEntity(
                  found.getString(1), found.getString(2), found.getString(3), found.getInt(4)));
        }
        return rows;
      }
    }
  }

  private static Page page(List<Row> rows, int size) {
    boolean more = rows.size() > size;
    return new Page(more ? rows.subList(0, size) : rows, more);
  }

  private static Row first(Connection connection, String sql, Object... arguments)
      throws SQLException {
    List<Row> rows = list(connection, sql, arguments);
    return rows.isEmpty() ? null : rows.get(0);
  }

  private static List<Row> list(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, arguments);
      try (ResultSet found = statement.executeQuery()) {
        List<Row> rows = new ArrayList<>();
        while (found.next()) {
          Long expiresAt = found.getObject(4, Long.class);
          rows.add(
              new Row(
                  found.getString(1), found.getString(2), parse(found.getString(3)), expiresAt));
        }
        return rows;
      }
    }
  }

  static void bind(Connection connection, PreparedStatement statement, Object... arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof String[] texts) {
        statement.setArray(i + 1, connection.createArrayOf("text", texts));
      } else {
        statement.setObject(i + 1, arguments[i]);
      }
    }
  }

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("a stored entity is no JSON object", damaged);
    }
  }
}
