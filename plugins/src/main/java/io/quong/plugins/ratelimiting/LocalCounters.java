package io.quong.plugins.ratelimiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.quong.plugin.period.Period;

/**
 * The counters of the {@code local} policy: one table for the whole node, so that a changed
 * configuration keeps what was counted. Bounded; the least used counters make room, as in Kong's
 * shared dictionary.
 */
final class LocalCounters {
  private static final long MAX_COUNTERS = 250_000;
  private static final int PERIODS = Period.values().length;

  private final Cache<Key, Uses> table =
      Caffeine.newBuilder()
          .maximumSize(MAX_COUNTERS)
          .expireAfter(new WindowExpiry())
          .executor(Runnable::run)
          .build();

  /**
   * @param scope the instance's route and service
   * @param identifier who is counted
   */
  record Key(String scope, String identifier) {}

  /** One identifier's counters, guarded by its own monitor. */
  private static final class Uses {
    private final long[] starts = new long[PERIODS];
    private final long[] counts = new long[PERIODS];
    private volatile long longestSeconds;
  }

  /** An identifier is forgotten when its longest window has passed without a request. */
  private static final class WindowExpiry implements Expiry<Key, Uses> {
    @Override
    public long expireAfterCreate(Key key, Uses uses, long now) {
      return keep(uses);
    }

    @Override
    public long expireAfterUpdate(Key key, Uses uses, long now, long current) {
      return keep(uses);
    }

    @Override
    public long expireAfterRead(Key key, Uses uses, long now, long current) {
      return keep(uses);
    }

    private static long keep(Uses uses) {
      // A day more than the nominal length: months and leap years are longer than that.
      long seconds = uses.longestSeconds;
      return (seconds >= Period.MONTH.seconds() ? seconds + 2 * 86_400 : seconds + 60)
          * 1_000_000_000L;
    }
  }

  /**
   * Counts one use in every limit's window or in none; exact under concurrency.
   *
   * @return the uses before this one
   */
  long[] take(Key key, Limit[] limits, Limit.Window[] windows) {
    long longest = limits[limits.length - 1].period.seconds();
    Uses uses =
        table.get(
            key,
            absent -> {
              Uses made = new Uses();
              made.longestSeconds = longest;
              return made;
            });
    if (longest > uses.longestSeconds) {
      uses.longestSeconds = longest;
    }
    long[] before = new long[limits.length];
    synchronized (uses) {
      boolean full = false;
      for (int i = 0; i < limits.length; i++) {
        int slot = limits[i].period.ordinal();
        if (uses.starts[slot] != windows[i].start()) {
          uses.starts[slot] = windows[i].start();
          uses.counts[slot] = 0;
        }
        before[i] = uses.counts[slot];
        full |= before[i] >= limits[i].allowed;
      }
      if (!full) {
        for (Limit limit : limits) {
          uses.counts[limit.period.ordinal()]++;
        }
      }
    }
    return before;
  }
}
