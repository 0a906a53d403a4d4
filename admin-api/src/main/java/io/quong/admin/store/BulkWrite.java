package io.quong.admin.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many entities at once, each new or replaced: the database is asked a thousand at a time. */
final class BulkWrite {
  private static final int PART = 1_000;

  private final Connection connection;
  private final List<StoredEntity> entities;

  BulkWrite(Connection connection, List<StoredEntity> entities) {
    this.connection = connection;
    this.entities = entities;
  }

  private interface Step<T> {
    void on(List<T> part) throws SQLException;
  }

  private static <T> void inParts(List<T> all, Step<T> step) throws SQLException {
    for (int from = 0; from < all.size(); from += PART) {
      step.on(all.subList(from, Math.min(all.size(), from + PART)));
    }
  }

  /** Names an entity among all kinds. */
  static String key(StoredEntity entity) {
    return entity.kind() + '/' + entity.id();
  }

  /**
   * Those of them that are there, as they are, by {@link #key}.
   *
   * @param whole SQL for an entity {@code o} as a text
   */
  Map<String, String> present(String whole) throws SQLException {
    Map<String, String> present = new HashMap<>();
    inParts(
        entities,
        part -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select o.kind || '/' || o.id, "
                      + whole
                      + " from unnest(?, ?::uuid[]) w(kind, id)"
                      + " join entity o on o.kind = w.kind and o.id = w.id")) {
            Rows.bind(
                connection,
                statement,
                part.stream().map(StoredEntity::kind).toArray(String[]::new),
                part.stream().map(StoredEntity::id).toArray(String[]::new));
            try (ResultSet found = statement.executeQuery()) {
              while (found.next()) {
                present.put(found.getString(1), found.getString(2));
              }
            }
          }
        });
    return present;
  }

  /** Takes the keys and references of those away that were there. */
  void unlink(Map<String, String> present) throws SQLException {
    List<StoredEntity> old =
        entities.stream().filter(each -> present.containsKey(key(each))).toList();
    for (String table : List.of("entity_key", "entity_ref")) {
      inParts(
          old,
          part -> {
            try (PreparedStatement statement =
                connection.prepareStatement(
                    "delete from " + table + " where kind = ? and id = ?::uuid")) {
              for (StoredEntity entity : part) {
                Rows.bind(connection, statement, entity.kind(), entity.id());
                statement.addBatch();
              }
              statement.executeBatch();
            }
          });
    }
  }

  void put() throws SQLException {
    inParts(
        entities,
        part -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "insert into entity (kind, id, tags, body, state, expires_at)"
                      + " values (?, ?::uuid, ?, ?::jsonb, ?, ?) on conflict (kind, id) do update"
                      + " set tags = excluded.tags, body = excluded.body,"
                      + " expires_at = excluded.expires_at")) {
            for (StoredEntity entity : part) {
              Rows.bind(
                  connection,
                  statement,
                  entity.kind(),
                  entity.id(),
                  SqlTransaction.tags(entity.body()),
                  entity.body().toString(),
                  entity.state(),
                  entity.expiresAt());
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });
  }

  /** Their unique values and references, when all of them are there. */
  void link() throws SQLException {
    inParts(entities, this::keys);
    inParts(entities, this::references);
  }

  private void keys(List<StoredEntity> part) throws SQLException {
    List<StoredEntity.Key> keys = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into entity_key (kind, field, value, id) values (?, ?, ?, ?::uuid)"
                + " on conflict do nothing")) {
      for (StoredEntity entity : part) {
        for (StoredEntity.Key key : entity.keys()) {
          Rows.bind(
              connection,
              statement,
              entity.kind(),
              key.field(),
              KeyText.of(key.value()),
              entity.id());
          statement.addBatch();
          keys.add(key);
        }
      }
      int[] inserted = statement.executeBatch();
      for (int i = 0; i < inserted.length; i++) {
        if (inserted[i] == 0) {
          throw new StoreRefusal.NotUnique(keys.get(i).shown());
        }
      }
    }
  }

  private void references(List<StoredEntity> part) throws SQLException {
    List<StoredEntity.Reference> references =
        part.stream().flatMap(each -> each.references().stream()).toList();
    String missing = missing(references);
    for (StoredEntity.Reference reference : references) {
      if ((reference.toKind() + '/' + reference.toId()).equals(missing)) {
        throw new StoreRefusal.NoSuchReference(
            reference.field(), reference.toKind(), reference.toId());
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into entity_ref (kind, id, field, to_kind, to_id, on_delete)"
                + " values (?, ?::uuid, ?, ?, ?::uuid, ?)")) {
      for (StoredEntity entity : part) {
        for (StoredEntity.Reference reference : entity.references()) {
          Rows.bind(
              connection,
              statement,
              entity.kind(),
              entity.id(),
              reference.field(),
              reference.toKind(),
              reference.toId(),
              reference.onDelete().code());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  /** Kind and id of one that is referred to and not there; null when all are. */
  private String missing(List<StoredEntity.Reference> references) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select w.kind || '/' || w.id from unnest(?, ?::uuid[]) w(kind, id)"
                + " left join entity e on e.kind = w.kind and e.id = w.id"
                + " where e.id is null limit 1")) {
      Rows.bind(
          connection,
          statement,
          references.stream().map(StoredEntity.Reference::toKind).toArray(String[]::new),
          references.stream().map(StoredEntity.Reference::toId).toArray(String[]::new));
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? found.getString(1) : null;
      }
    }
  }
}
