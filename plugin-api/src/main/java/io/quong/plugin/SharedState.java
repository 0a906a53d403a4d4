package io.quong.plugin;

import io.vertx.core.Future;
import java.util.List;

/** What nodes share and what is no configuration; kept by the control plane. */
public interface SharedState {
  /**
   * Counts one use in each counter, all or none: none when any of them has reached its limit. One
   * round trip, gathered with other calls of the same moment. Exact over all nodes.
   *
   * @return the uses before this one, in order; fails when the control plane cannot be reached
   */
  Future<long[]> take(List<Counter> counters);

  /** Adds to counters without looking at limits, and answers with the totals after it. */
  Future<long[]> add(List<Counter> counters, long[] amounts);

  /** The uses so far, in order. */
  Future<long[]> read(List<Counter> counters);

  /** Entities that are state. */
  SharedEntities entities();

  /**
   * @param key names the counter and its window, for the whole installation
   * @param limit uses allowed; {@link Long#MAX_VALUE} for none
   * @param expiresAt milliseconds since the epoch, after which it counts as 0
   */
  record Counter(String key, long limit, long expiresAt) {}
}
