package io.quong.admin.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One write in the hands of the committer. */
final class SqlTransaction implements Transaction {
  private static final String OVER = "expires_at <= (extract(epoch from now()) * 1000)::bigint";

  /** An entity {@code o} with its end, as the change log has it. */
  private static final String WHOLE =
      "(case when o.expires_at is null then o.body"
          + " else o.body || jsonb_build_object('expires_at', o.expires_at) end)::text";

  private final Connection connection;
  private final Changes changes = new Changes();
  private long version;
  private String expected;

  private record Referrer(String kind, String id, String field, String onDelete) {}

  private interface Query<T> {
    T in() throws SQLException;
  }

  SqlTransaction(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Row byId(String kind, String id) {
    return ask(() -> Rows.byId(connection, kind, id));
  }

  @Override
  public Row byKey(String kind, String field, String value) {
    return ask(() -> Rows.byKey(connection, kind, field, value));
  }

  @Override
  public Page referring(String kind, String field, String toId, String after, int size) {
    return ask(() -> Rows.referring(connection, kind, field, toId, after, size));
  }

  @Override
  public String listing(String kind, String field, String value) {
    List<String> ids =
        texts(
            "select id::text from entity where kind = ?"
                + " and body @> jsonb_build_object(?::text, jsonb_build_array(?::text))"
                + " order by id limit 1",
            kind,
            field,
            value);
    return ids.isEmpty() ? null : ids.get(0);
  }

  @Override
  public void insert(StoredEntity entity) {
    removeExpired(entity);
    int inserted =
        update(
            "insert into entity (kind, id, tags, body, state, expires_at)"
                + " values (?, ?::uuid, ?, ?::jsonb, ?, ?) on conflict do nothing",
            entity.kind(),
            entity.id(),
            tags(entity.body()),
            entity.body().toString(),
            entity.state(),
            entity.expiresAt());
    if (inserted == 0) {
      throw new StoreRefusal.IdTaken(entity.id());
    }
    link(entity);
    changed(entity, null);
  }

  @Override
  public void update(StoredEntity entity) {
    removeExpired(entity);
    String before =
        first(
            texts(
                "update entity e set tags = ?, body = ?::jsonb, expires_at = ?"
                    + " from entity o where o.kind = e.kind and o.id = e.id"
                    + " and e.kind = ? and e.id = ?::uuid returning "
                    + WHOLE,
                tags(entity.body()),
                entity.body().toString(),
                entity.expiresAt(),
                entity.kind(),
                entity.id()));
    update("delete from entity_key where kind = ? and id = ?::uuid", entity.kind(), entity.id());
    update("delete from entity_ref where kind = ? and id = ?::uuid", entity.kind(), entity.id());
    link(entity);
    changed(entity, before);
  }

  private void changed(StoredEntity entity, String before) {
    if (entity.state()) {
      return;
    }
    ObjectNode body = entity.body();
    if (entity.expiresAt() != null) {
      body = body.deepCopy().put("expires_at", entity.expiresAt());
    }
    changes.put(entity.kind(), entity.id(), before, body.toString());
  }

  /** An entity whose time is over must not stand in the way of a new one. */
  private void removeExpired(StoredEntity entity) {
    texts(
            "select id::text from entity where kind = ? and id = ?::uuid and " + OVER,
            entity.kind(),
            entity.id())
        .forEach(id -> delete(entity.kind(), id));
    for (StoredEntity.Key key : entity.keys()) {
      texts(
              "select e.id::text from entity_key k join entity e on e.kind = k.kind and e.id = k.id"
                  + " where k.kind = ? and k.field = ? and k.value = ? and e."
                  + OVER,
              entity.kind(),
              key.field(),
              KeyText.of(key.value()))
          .forEach(id -> delete(entity.kind(), id));
    }
  }

  @Override
  public int sweep(int limit) {
    List<String> over =
        texts("select kind || '/' || id from entity where " + OVER + " limit " + limit);
    for (String each : over) {
      int slash = each.indexOf('/');
      delete(each.substring(0, slash), each.substring(slash + 1));
    }
    return over.size();
  }

  private void link(StoredEntity entity) {
    for (StoredEntity.Key key : entity.keys()) {
      int inserted =
          update(
              "insert into entity_key (kind, field, value, id) values (?, ?, ?, ?::uuid)"
                  + " on conflict do nothing",
              entity.kind(),
              key.field(),
              KeyText.of(key.value()),
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

  @Override
  public boolean delete(String kind, String id) {
    for (Referrer referrer : referrers(kind, id)) {
      switch (referrer.onDelete()) {
        case "r" -> throw new StoreRefusal.Referenced(kind, referrer.kind());
        case "c" -> delete(referrer.kind(), referrer.id());
        default -> clear(referrer);
      }
    }
    return remove(kind, id);
  }

  private boolean remove(String kind, String id) {
    // State has no version: of it nothing is kept.
    List<String> before =
        texts(
            "delete from entity o where kind = ? and id = ?::uuid returning"
                + " case when state then '' else "
                + WHOLE
                + " end",
            kind,
            id);
    if (!before.isEmpty() && !before.get(0).isEmpty()) {
      changes.put(kind, id, before.get(0), null);
    }
    return !before.isEmpty();
  }

  private List<Referrer> referrers(String kind, String id) {
    return ask(
        () -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select kind, id::text, field, on_delete from entity_ref where to_kind = ?"
                      + " and to_id = ?::uuid order by on_delete desc, kind, id")) {
            Rows.bind(connection, statement, kind, id);
            try (ResultSet found = statement.executeQuery()) {
              List<Referrer> referrers = new ArrayList<>();
              while (found.next()) {
                referrers.add(
                    new Referrer(
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        found.getString(4)));
              }
              return referrers;
            }
          }
        });
  }

  private void clear(Referrer referrer) {
    String kind = referrer.kind();
    String id = referrer.id();
    update(
        "delete from entity_ref where kind = ? and id = ?::uuid and field = ?",
        kind,
        id,
        referrer.field());
    String before =
        first(
            texts(
                "update entity e set body = e.body || jsonb_build_object(?::text, null)"
                    + " from entity o where o.kind = e.kind and o.id = e.id"
                    + " and e.kind = ? and e.id = ?::uuid returning "
                    + WHOLE,
                referrer.field(),
                kind,
                id));
    Row row = byId(kind, id);
    if (row != null) {
      changes.put(kind, id, before, row.body().toString());
    }
  }

  @Override
  public void restore(List<StoredEntity> there, List<EntityChange> gone) {
    gone.forEach(each -> remove(each.kind(), each.id()));
    put(there);
  }

  @Override
  public void put(List<StoredEntity> entities) {
    // Entities whose time is over must not stand in the way of new ones.
    sweep(Integer.MAX_VALUE);
    BulkWrite bulk = new BulkWrite(connection, entities);
    ask(
        () -> {
          Map<String, String> before = bulk.present(WHOLE);
          bulk.unlink(before);
          bulk.put();
          entities.forEach(each -> changed(each, before.get(BulkWrite.key(each))));
          bulk.link();
          return null;
        });
  }

  @Override
  public void attempt(Runnable part) {
    ask(
        () -> {
          Savepoint savepoint = connection.setSavepoint();
          Changes.Mark mark = changes.mark();
          try {
            part.run();
            connection.releaseSavepoint(savepoint);
          } catch (RuntimeException failed) {
            connection.rollback(savepoint);
            changes.back(mark);
            throw failed;
          }
          return null;
        });
  }

  @Override
  public List<EntityChange> changes() {
    return changes.all();
  }

  @Override
  public long version() {
    if (version == 0) {
      long newest = ask(() -> ChangeLog.newest(connection));
      return changes.isEmpty() ? newest : newest + 1;
    }
    return version;
  }

  @Override
  public void expect(String entityTag) {
    expected = entityTag;
  }

  @Override
  public String takeExpected() {
    String taken = expected;
    expected = null;
    return taken;
  }

  /** Writes the change log; answers the new version, or 0 when nothing changed. */
  long log(Origin origin) {
    if (changes.isEmpty()) {
      return 0;
    }
    version =
        Long.parseLong(
            texts("update config_version set version = version + 1 returning version::text")
                .get(0));
    ask(
        () -> {
          changes.log(connection, version, origin);
          return null;
        });
    return version;
  }

  private static String first(List<String> texts) {
    return texts.isEmpty() ? null : texts.get(0);
  }

  private int update(String sql, Object... arguments) {
    return ask(
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows.bind(connection, statement, arguments);
            return statement.executeUpdate();
          }
        });
  }

  private List<String> texts(String sql, Object... arguments) {
    return ask(
        () -> {
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
        });
  }

  private static <T> T ask(Query<T> query) {
    try {
      return query.in();
    } catch (SQLException failed) {
      throw StoreFault.of(failed);
    }
  }

  static String[] tags(ObjectNode body) {
    JsonNode tags = body.get("tags");
    if (tags == null || !tags.isArray()) {
      return new String[0];
    }
    List<String> texts = new ArrayList<>();
    tags.forEach(tag -> texts.add(tag.asText()));
    return texts.toArray(String[]::new);
  }
}
