package io.quong.dataplane.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.runtime.EntityReader.UnusableEntity;
import io.quong.snapshot.ConfigUpdate;
import io.quong.snapshot.EntityChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies an update to a store: entities that come again as they were keep their objects, so that
 * nothing is rebuilt for them, also when a node is sent everything.
 */
final class StoreUpdate {
  private static final String EXPIRES_AT = "expires_at";

  private final EntityStore before;
  private final EntityReader reader;
  private final Map<Class<?>, KindTable<?>> tables = new HashMap<>();
  private final Map<String, Set<String>> changed = new HashMap<>();

  /** The store after an update, and what differs in it. */
  record Result(EntityStore store, ChangedEntities changes) {}

  private StoreUpdate(EntityStore before, EntityReader reader) {
    this.before = before;
    this.reader = reader;
  }

  static Result apply(EntityStore before, ConfigUpdate update, EntityReader reader)
      throws ConfigRefused {
    StoreUpdate work = new StoreUpdate(before, reader);
    Map<Class<?>, Set<String>> named = new HashMap<>();
    for (EntityChange change : update.changes()) {
      Class<? extends Record> type = before.type(change.kind());
      // A control plane may have plugins, and with them entities, that this node doesn't run.
      if (type != null) {
        named.computeIfAbsent(type, t -> new HashSet<>()).add(change.id());
        work.change(type, change);
      }
    }
    if (update.full()) {
      for (KindTable<?> table : before.tables()) {
        work.removeUnnamed(table.kind().type(), named.getOrDefault(table.kind().type(), Set.of()));
      }
    }
    return new Result(before.with(work.tables), new ChangedEntities(work.changed));
  }

  private <T extends Record> void change(Class<T> type, EntityChange change) throws ConfigRefused {
    KindTable<T> table = table(type);
    KindTable.Row<T> known = table.byId(change.id());
    if (change.body() == null) {
      if (known != null) {
        put(table, change.id(), table.without(change.id()));
      }
      return;
    }
    KindTable.Row<T> row = row(type, change);
    if (!row.equals(known)) {
      put(table, change.id(), table.with(change.id(), row));
    }
  }

  private <T extends Record> KindTable.Row<T> row(Class<T> type, EntityChange change)
      throws ConfigRefused {
    ObjectNode body = change.body();
    try {
      return new KindTable.Row<>(reader.read(type, body), body.path(EXPIRES_AT).asLong(0));
    } catch (UnusableEntity unusable) {
      throw new ConfigRefused(
          change.kind() + " " + change.id() + ": " + unusable.getMessage(), unusable);
    }
  }

  private <T extends Record> void removeUnnamed(Class<T> type, Set<String> named) {
    List<String> gone = new ArrayList<>();
    KindTable<T> table = table(type);
    table
        .rows()
        .forEach(
            (id, row) -> {
              if (!named.contains(id)) {
                gone.add(id);
              }
            });
    for (String id : gone) {
      table = table.without(id);
      put(table, id, table);
    }
  }

  private void put(KindTable<?> table, String id, KindTable<?> next) {
    tables.put(table.kind().type(), next);
    changed.computeIfAbsent(table.kind().name(), kind -> new HashSet<>()).add(id);
  }

  @SuppressWarnings("unchecked") // filed under its own type
  private <T extends Record> KindTable<T> table(Class<T> type) {
    KindTable<?> changedTable = tables.get(type);
    return changedTable == null ? before.table(type) : (KindTable<T>) changedTable;
  }
}
