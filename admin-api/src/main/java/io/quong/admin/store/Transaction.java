package io.quong.admin.store;

import java.util.List;

/**
 * One write: nobody else writes meanwhile, and all of it counts or nothing. What it changes becomes
 * one version. Fails with {@link StoreRefusal} and {@link StoreFault}.
 */
public interface Transaction extends Lookup {
  /** The id of an entity that has a value in the list that a field of it is, or null. */
  String listing(String kind, String field, String value);

  /** Adds an entity, whose id must be new. */
  void insert(StoredEntity entity);

  /** Replaces the entity with the id. */
  void update(StoredEntity entity);

  /** Deletes the entity and what goes with it; answers whether it was there. */
  boolean delete(String kind, String id);

  /** Deletes entities whose time is over; answers how many. */
  int sweep(int limit);

  /**
   * Puts entities into a state that they had together before: each is as given, or gone. Nothing is
   * cascaded, for what went along is in the list itself.
   *
   * @param gone kinds and ids alone count
   */
  void restore(List<StoredEntity> there, List<EntityChange> gone);

  /** Puts many entities, each new or replaced, whatever order their references ask for. */
  void put(List<StoredEntity> entities);

  /** Runs a part that may fail for itself: what it did is taken back then. */
  void attempt(Runnable part);

  /** What the write changed so far, an entity once. */
  List<EntityChange> changes();

  /** The version that the changes will be; the newest one when there are none. */
  long version();

  /**
   * What the client expects the first entity that is written to be, which {@link #takeExpected}
   * gives once; null for anything.
   */
  void expect(String entityTag);

  /** Hands the expectation over, so that what follows from the write is not checked by it. */
  String takeExpected();
}
