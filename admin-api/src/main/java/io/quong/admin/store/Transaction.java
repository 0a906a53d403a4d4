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
 * nothing. What it changes becomes one version. Fails with {@link StoreRefusal} and {@link
 * StoreFault}.
 */
public final class Transaction implements Lookup {
  private static final String OVER = "expires_at <= (extract(epoch from now()) * 1000)::bigint";

  private final Connection connection;
  private final Map<String, Change> changes = new LinkedHashMap<>();

  private record Change(String kind, String id, String body) {}

  private record Referrer(String kind, String id, String field, String onDelete) {}

  private interface Query<T> {
    T in() throws SQLException;
  }

  Transaction(Connection connection) {
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

  /** The id of an entity that has a value in the list that a field of it is, or null. */
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
    changed(entity);
  }

  /** Replaces the entity with the id. */
  public void update(StoredEntity entity) {
    removeExpired(entity);
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
    if (entity.state()) {
      return;
    }
    ObjectNode body = entity.body();
    if (entity.expiresAt() != null) {
      body = body.deepCopy().put("expires_at", entity.expiresAt());
    }
    change(entity.kind(), entity.id(), body.toString());
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

  /** Deletes entities whose time is over; answers how many. */
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

  /** Deletes the entity and what goes with it; answers whether it was there. */
  public boolean delete(String kind, String id) {
    for (Referrer referrer : referrers(kind, id)) {
      switch (referrer.onDelete()) {
        case "r" -> throw new StoreRefusal.Referenced(kind, referrer.kind());
        case "c" -> delete(referrer.kind(), referrer.id());
        default -> clear(referrer);
      }
    }
    List<String> deleted =
        texts("delete from entity where kind = ? and id = ?::uuid returning state::text", kind, id);
    if (deleted.contains("false")) {
      change(kind, id, null);
    }
    return !deleted.isEmpty();
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
    update(
        "update entity set body = body || jsonb_build_object(?::text, null)"
            + " where kind = ? and id = ?::uuid",
        referrer.field(),
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
  long log() {
    if (changes.isEmpty()) {
      return 0;
    }
    long version =
        Long.parseLong(
            texts("update config_version set version = version + 1 returning version::text")
                .get(0));
    return ask(
        () -> {
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
        });
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
