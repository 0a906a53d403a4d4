package io.quong.dataplane.runtime;

import io.quong.dataplane.persistent.RadixMap;
import java.util.ArrayList;
import java.util.List;

/** The entities of one kind with its indexes. Immutable; a change shares what it leaves alone. */
final class KindTable<T extends Record> {
  private final EntityKind<T> kind;
  private final RadixMap<Row<T>> byId;
  private final List<RadixMap<Row<T>>> byUnique;
  private final List<RadixMap<RadixMap<Row<T>>>> byReference;

  /**
   * @param expiresAt milliseconds since the epoch; 0 for never
   */
  record Row<T extends Record>(T entity, long expiresAt) {}

  private KindTable(
      EntityKind<T> kind,
      RadixMap<Row<T>> byId,
      List<RadixMap<Row<T>>> byUnique,
      List<RadixMap<RadixMap<Row<T>>>> byReference) {
    this.kind = kind;
    this.byId = byId;
    this.byUnique = byUnique;
    this.byReference = byReference;
  }

  static <T extends Record> KindTable<T> empty(EntityKind<T> kind) {
    List<RadixMap<Row<T>>> uniques = new ArrayList<>();
    kind.uniques().forEach(field -> uniques.add(RadixMap.empty()));
    List<RadixMap<RadixMap<Row<T>>>> references = new ArrayList<>();
    kind.references().forEach(field -> references.add(RadixMap.empty()));
    return new KindTable<>(kind, RadixMap.empty(), uniques, references);
  }

  EntityKind<T> kind() {
    return kind;
  }

  RadixMap<Row<T>> rows() {
    return byId;
  }

  Row<T> byId(String id) {
    return byId.get(id);
  }

  Row<T> unique(String field, String value) {
    return byUnique.get(kind.unique(field)).get(value);
  }

  /** By the referring entity's id; null for none. */
  RadixMap<Row<T>> referring(String field, String id) {
    return byReference.get(kind.reference(field)).get(id);
  }

  KindTable<T> with(String id, Row<T> row) {
    return without(id).added(id, row);
  }

  private KindTable<T> added(String id, Row<T> row) {
    List<RadixMap<Row<T>>> uniques = new ArrayList<>(byUnique);
    List<RadixMap<RadixMap<Row<T>>>> references = new ArrayList<>(byReference);
    for (int i = 0; i < uniques.size(); i++) {
      String value = kind.uniques().get(i).value().apply(row.entity());
      if (value != null) {
        uniques.set(i, uniques.get(i).with(value, row));
      }
    }
    for (int i = 0; i < references.size(); i++) {
      String target = kind.references().get(i).value().apply(row.entity());
      if (target != null) {
        RadixMap<Row<T>> there = references.get(i).get(target);
        there = there == null ? RadixMap.empty() : there;
        references.set(i, references.get(i).with(target, there.with(id, row)));
      }
    }
    return new KindTable<>(kind, byId.with(id, row), uniques, references);
  }

  KindTable<T> without(String id) {
    Row<T> row = byId.get(id);
    if (row == null) {
      return this;
    }
    List<RadixMap<Row<T>>> uniques = new ArrayList<>(byUnique);
    List<RadixMap<RadixMap<Row<T>>>> references = new ArrayList<>(byReference);
    for (int i = 0; i < uniques.size(); i++) {
      String value = kind.uniques().get(i).value().apply(row.entity());
      // Within one change another entity may have taken the value over already.
      if (value != null && row.equals(uniques.get(i).get(value))) {
        uniques.set(i, uniques.get(i).without(value));
      }
    }
    for (int i = 0; i < references.size(); i++) {
      String target = kind.references().get(i).value().apply(row.entity());
      if (target != null) {
        RadixMap<Row<T>> left = references.get(i).get(target).without(id);
        references.set(i, references.get(i).put(target, left.isEmpty() ? null : left));
      }
    }
    return new KindTable<>(kind, byId.without(id), uniques, references);
  }
}
