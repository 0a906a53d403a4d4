package io.quong.dataplane.runtime;

import io.quong.dataplane.persistent.RadixMap;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All entities of a configuration. Immutable. */
final class EntityStore implements RuntimeEntities {
  private final Map<Class<?>, KindTable<?>> tables;
  private final Map<String, Class<? extends Record>> types;
  private final Clock clock;

  private EntityStore(
      Map<Class<?>, KindTable<?>> tables, Map<String, Class<? extends Record>> types, Clock clock) {
    this.tables = tables;
    this.types = types;
    this.clock = clock;
  }

  /** Without entities. */
  static EntityStore empty(List<EntityKind<?>> kinds, Clock clock) {
    Map<Class<?>, KindTable<?>> tables = new HashMap<>();
    Map<String, Class<? extends Record>> types = new HashMap<>();
    for (EntityKind<?> kind : kinds) {
      tables.put(kind.type(), KindTable.empty(kind));
      types.put(kind.name(), kind.type());
    }
    return new EntityStore(tables, types, clock);
  }

  /** The record of a kind; null for a kind that this node does not know. */
  Class<? extends Record> type(String kind) {
    return types.get(kind);
  }

  Iterable<KindTable<?>> tables() {
    return tables.values();
  }

  @SuppressWarnings("unchecked") // tables are filed under their own type
  <T extends Record> KindTable<T> table(Class<T> type) {
    KindTable<?> table = tables.get(type);
    if (table == null) {
      throw new IllegalArgumentException(type.getName() + " is no kind of this node");
    }
    return (KindTable<T>) table;
  }

  EntityStore with(Map<Class<?>, KindTable<?>> changed) {
    Map<Class<?>, KindTable<?>> next = new HashMap<>(tables);
    next.putAll(changed);
    return new EntityStore(next, types, clock);
  }

  @Override
  public <T extends Record> T byId(Class<T> kind, String id) {
    return id == null ? null : living(table(kind).byId(id));
  }

  @Override
  public <T extends Record> T unique(Class<T> kind, String field, String value) {
    return value == null ? null : living(table(kind).unique(field, value));
  }

  @Override
  public <T extends Record> List<T> referring(Class<T> kind, String field, String id) {
    RadixMap<KindTable.Row<T>> rows = table(kind).referring(field, id);
    if (rows == null) {
      return List.of();
    }
    List<T> found = new ArrayList<>(rows.size());
    rows.forEach(
        (key, row) -> {
          T entity = living(row);
          if (entity != null) {
            found.add(entity);
          }
        });
    return found;
  }

  @Override
  public boolean isReferred(Class<? extends Record> kind, String field, String id) {
    return table(kind).referring(field, id) != null;
  }

  @Override
  public <T extends Record> void forEach(Class<T> kind, Consumer<T> action) {
    table(kind).rows().forEach((id, row) -> action.accept(row.entity()));
  }

  @Override
  public int count(Class<? extends Record> kind) {
    return table(kind).rows().size();
  }

  private <T extends Record> T living(KindTable.Row<T> row) {
    return row == null || (row.expiresAt() != 0 && row.expiresAt() <= clock.millis())
        ? null
        : row.entity();
  }
}
