package io.quong.admin.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One write in the hands of the committer: nobody else writes meanwhile, and all of it counts or
 * nothing. What it changes becomes one version.
 */
public final class Transaction {
  private final Connection connection;
  private final Map<String, Change> changes = new LinkedHashMap<>();

  private record Change(String kind, String id, String body) {}

  Transaction(Connection connection) {
    this.connection = connection;
  }

  public Row byId(String kind, String id) throws SQLException {
    return Rows.byId(connection, kind, id);
  }

  public Row byKey(String kind, String field, String value) throws SQLException {
    return Rows.byKey(connection, kind, field, value);
  }

  /** All entities whose reference names the id. */
  public List<Row> referring(String kind, String field, String toId) throws SQLException {
    return Rows.referring(connection, kind, field, toId, null, Integer.MAX_VALUE - 1).rows();
  }

  public void insert(StoredEntity entity) throws SQLException, StoreRefusal {
    removeExpired(entity);
    int inserted =
        update(
            "insert into entity (kind, id, tags, body, expires_at)"
                + " values (?, ?::uuid, ?, ?::jsonb, ?) on conflict do nothing",
            entity.kind(),
            entity.id(),
            tags(entity.body()),
            entity.body().toString(),
            entity.expiresAt());
    if (inserted == 0) {
      throw new StoreRefusal.IdTaken(entity.id());
    }
    link(entity);
    changed(entity);
  }

  /** Replaces the entity with the id. */
  public void update(StoredEntity entity) throws SQLException, StoreRefusal {
    update(
        "update entity set tags = ?, body = ?::jsonb, expires_at = ?"
            + " where kind = ? and id = ?::uuid",
        tags(entity.body()),
        entity.body().toString(),
        entity.expiresAt(),
        entity.kind(),
        entity.id());
    update("delete from entity_key where kind = ? and id = ?::uuid", entity.kind(), entity.id());
    update("delete from entity_ref where kind = ? and id = ?::uuid", entity.kind(), entity.id());
    link(entity);
    changed(entity);
  }

  private void changed(StoredEntity entity) {
    ObjectNode body = entity.body();
    if (entity.expiresAt() != null) {
      body = body.deepCopy().put("expires_at", entity.expiresAt());
    }
    change(entity.kind(), entity.id(), body.toString());
  }

  /** Keys of an entity whose time is over must not stand in the way of a new one. */
  private void removeExpired(StoredEntity entity) throws SQLException, StoreRefusal {
    for (StoredEntity.Key key : entity.keys()) {
      List<String> over =
          texts(
              "select e.id::text from entity_key k join entity e on e.kind = k.kind and e.id = k.id"
                  + " where k.kind = ? and k.field = ? and k.value = ?"
                  + " and e.expires_at <= (extract(epoch from now()) * 1000)::bigint",
              entity.kind(),
              key.field(),
              key.value());
      for (String id : over) {
        delete(entity.kind(), id);
      }
    }
  }

  private void link(StoredEntity entity) throws SQLException, StoreRefusal {
    for (StoredEntity.Key key : entity.keys()) {
      int inserted =
          update(
              "insert into entity_key (kind, field, value, id) values (?, ?, ?, ?::uuid)"
                  + " on conflict do nothing",
              entity.kind(),
              key.field(),
              key.value(),
              entity.id());
      if (inserted == 0) {
        throw new StoreRefusal.NotUnique(key.shown());
      }
    }
    for (StoredEntity.Reference reference : entity.references()) {
      if (byId(reference.toKind(), reference.toId()) == null) {
        throw new StoreRefusal.NoSuchReference(
            reference.field(), reference.toKind(), reference.toId());
      }
      update(
          "insert into entity_ref (kind, id, field, to_kind, to_id, on_delete)"
              + " values (?, ?::uuid, ?, ?, ?::uuid, ?)",
          entity.kind(),
          entity.id(),
          reference.field(),
          reference.toKind(),
          reference.toId(),
          reference.onDelete().code());
    }
  }

  /** Deletes the entity and what goes with it; answers whether it was there. */
  public boolean delete(String kind, String id) throws SQLException, StoreRefusal {
    List<String[]> referrers = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select kind, id::text, field, on_delete from entity_ref"
                + " where to_kind = ? and to_id = ?::uuid order by on_delete desc, kind, id")) {
      Rows.bind(connection, statement, kind, id);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          referrers.add(
              new String[] {
                found.getString(1), found.getString(2), found.getString(3), found.getString(4)
              });
        }
      }
    }
    for (String[] referrer : referrers) {
      switch (referrer[3]) {
        case "r" -> throw new StoreRefusal.Referenced(kind, referrer[0]);
        case "c" -> delete(referrer[0], referrer[1]);
        default -> clear(referrer[0], referrer[1], referrer[2]);
      }
    }
    boolean deleted = update("delete from entity where kind = ? and id = ?::uuid", kind, id) > 0;
    if (deleted) {
      change(kind, id, null);
    }
    return deleted;
  }

  private void clear(String kind, String id, String field) throws SQLException {
    update("delete from entity_ref where kind = ? and id = ?::uuid and field = ?", kind, id, field);
    update(
        "update entity set body = body || jsonb_build_object(?::text, null)"
            + " where kind = ? and id = ?::uuid",
        field,
        kind,
        id);
    Row row = byId(kind, id);
    if (row != null) {
      change(kind, id, row.body().toString());
    }
  }

  private void change(String kind, String id, String body) {
    changes.put(kind + "/" + id, new Change(kind, id, body));
  }

  /** Writes the change log; answers the new version, or 0 when nothing changed. */
  long log() throws SQLException {
    if (changes.isEmpty()) {
      return 0;
    }
    long version =
        Long.parseLong(
            texts("update config_version set version = version + 1 returning version::text")
                .get(0));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into change_log (version, kind, id, body)"
                + " values (?, ?, ?::uuid, ?::jsonb)")) {
      for (Change change : changes.values()) {
        Rows.bind(connection, statement, version, change.kind(), change.id(), change.body());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    return version;
  }

  private int update(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Rows.bind(connection, statement, arguments);
      return statement.executeUpdate();
    }
  }

  private List<String> texts(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Rows.bind(connection, statement, arguments);
      try (ResultSet found = statement.executeQuery()) {
        List<String> texts = new ArrayList<>();
        while (found.next()) {
          texts.add(found.getString(1));
        }
        return texts;
      }
    }
  }

  private static String[] tags(ObjectNode body) {
    JsonNode tags = body.get("tags");
    if (tags == null || !tags.isArray()) {
      return new String[0];
    }
    List<String> texts = new ArrayList<>();
    tags.forEach(tag -> texts.add(tag.asText()));
    return texts.toArray(String[]::new);
  }
}
