package io.quong.plugins.responseratelimiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quong.plugin.period.Period;
import io.vertx.core.Future;
import java.util.List;

/**
 * The {@code local} policy: one table for the whole node, so that a changed configuration keeps
 * what was counted. Bounded; the least used counters make room.
 */
final class LocalUses {
  private static final long MAX_COUNTERS = 250_000;
  private static final int PERIODS = Period.values().length;

  private final Cache<Key, Uses> table =
      Caffeine.newBuilder().maximumSize(MAX_COUNTERS).executor(Runnable::run).build();

  /**
   * @param scope the instance's route and service
   */
  private record Key(String scope, String identifier, String name) {}

  /** An identifier's counters of one name, guarded by its own monitor. */
  private static final class Uses {
    private final long[] starts = new long[PERIODS];
    private final long[] counts = new long[PERIODS];

    synchronized long add(Period period, long uses, long now) {
      int slot = period.ordinal();
      long start = period.start(now);
      if (starts[slot] != start) {
        starts[slot] = start;
        counts[slot] = 0;
      }
      counts[slot] += uses;
      return counts[slot];
    }
  }

  /** The counters of one scope. */
  UseStore of(String scope) {
    return new UseStore() {
      @Override
      public Future<long[]> read(String identifier, List<Counted> counted, long now) {
        long[] uses = new long[counted.size()];
        for (int i = 0; i < uses.length; i++) {
          Counted each = counted.get(i);
          Uses known = table.getIfPresent(new Key(scope, identifier, each.name()));
          uses[i] = known == null ? 0 : known.add(each.period(), 0, now);
        }
        return Future.succeededFuture(uses);
      }

      @Override
      public Future<?> add(String identifier, List<Counted> counted, long[] uses, long now) {
        for (int i = 0; i < uses.length; i++) {
          Counted each = counted.get(i);
          table
              .get(new Key(scope, identifier, each.name()), absent -> new Uses())
              .add(each.period(), uses[i], now);
        }
        return Future.succeededFuture();
      }
    };
  }
}
