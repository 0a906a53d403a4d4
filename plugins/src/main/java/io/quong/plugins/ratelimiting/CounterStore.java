package io.quong.plugins.ratelimiting;

import io.vertx.core.Future;

/** Where uses are counted: one for each policy. */
interface CounterStore {
  /**
   * Counts one use in every window or, when one of them is full, in none, and tells the uses before
   * this one, in the order of the limits.
   *
   * @param identifier who is counted
   * @param windows one for each limit
   * @return completed at once when the store is in memory; failed when the store is out of reach
   */
  Future<long[]> take(String identifier, Limit.Window[] windows);

  /** Lets go of what the store owns for its instance. */
  default void close() {}
}
