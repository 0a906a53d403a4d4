package io.quong.plugins.responseratelimiting;

import io.quong.plugin.period.Period;
import io.vertx.core.Future;
import java.util.List;

/** Where uses are counted: one for each policy. */
interface UseStore {
  /**
   * The uses so far.
   *
   * @param identifier who is counted
   * @return in order; completed at once when the store is in memory
   */
  Future<long[]> read(String identifier, List<Counted> counted, long now);

  /** Adds uses. */
  Future<?> add(String identifier, List<Counted> counted, long[] uses, long now);

  /** One counter of an identifier. */
  record Counted(String name, Period period) {
    /** Kong's key, so that a Redis that Kong counted in goes on counting. */
    String key(String scope, String identifier, long now) {
      return "response-ratelimit:"
          + scope
          + ":"
          + identifier
          + ":"
          + period.start(now)
          + ":"
          + name
          + ":"
          + period.word();
    }
  }
}
