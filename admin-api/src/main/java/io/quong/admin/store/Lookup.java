package io.quong.admin.store;

/** Finds entities, inside a write and outside. Fails with {@link StoreFault}. */
public interface Lookup {
  /** The entity, or null. */
  Row byId(String kind, String id);

  /** The entity with the unique value, or null. */
  Row byKey(String kind, String field, String value);

  /** Entities whose reference names an id, in the order of their ids, behind one (or null). */
  Page referring(String kind, String field, String toId, String after, int size);
}
