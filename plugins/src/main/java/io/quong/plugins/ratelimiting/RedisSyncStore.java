package io.quong.plugins.ratelimiting;

import io.quong.plugin.PluginContext;
import io.quong.plugin.RedisPools.Redis;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code redis} policy with a sync rate: counts in memory and tells Redis of it every so many
 * seconds, which makes it fast and, between two nodes, late. A key that is not in memory is read
 * from Redis first; after each sync memory starts anew from what Redis then has.
 */
final class RedisSyncStore implements CounterStore {
  private static final System.Logger LOG = System.getLogger(RedisSyncStore.class.getName());
  private static final int MAX_KEYS = 100_000;

  /** Adds what was counted; a key that is new lives as long as its window. */
  private static final String ADD =
      """
      for i, key in ipairs(KEYS) do
        local added = tonumber(ARGV[2 * i - 1])
        if redis.call('INCRBY', key, added) == added then
          redis.call('EXPIRE', key, ARGV[2 * i])
        end
      end
      return 1
      """;

  /** Uses so far, with nothing counted. */
  private static final String READ =
      """
      local uses = {}
      for i, key in ipairs(KEYS) do
        uses[i] = tonumber(redis.call('GET', key) or '0')
      end
      return uses
      """;

  private final PluginContext context;
  private final Redis redis;
  private final CounterKeys keys;
  private final Limit[] limits;
  private final long timer;
  private final Map<String, Uses> uses = new HashMap<>();

  /** One counter: what Redis had, and what was counted here since. */
  private static final class Uses {
    private final long known;
    private final long seconds;
    private long counted;

    Uses(long known, long seconds) {
      this.known = known;
      this.seconds = seconds;
    }
  }

  RedisSyncStore(
      PluginContext context, Redis redis, CounterKeys keys, Limit[] limits, double syncRate) {
    this.context = context;
    this.redis = redis;
    this.keys = keys;
    this.limits = limits;
    this.timer =
        context.vertx().setPeriodic(Math.max(20, (long) (syncRate * 1000)), tick -> push());
  }

  @Override
  public Future<long[]> take(String identifier, Limit.Window[] windows) {
    List<String> names = new ArrayList<>(limits.length);
    for (int i = 0; i < limits.length; i++) {
      names.add(keys.of(identifier, windows[i], limits[i].period));
    }
    long[] before = takeKnown(names);
    if (before != null) {
      return Future.succeededFuture(before);
    }
    return redis
        .script(READ, names, List.of())
        .map(
            reply -> {
              learn(names, RedisStore.numbers(reply));
              long[] taken = takeKnown(names);
              // A sync may have cleared the memory in between: then what was read counts.
              return taken != null ? taken : RedisStore.numbers(reply);
            });
  }

  /** Null when one of the keys is not in memory. */
  private synchronized long[] takeKnown(List<String> names) {
    long[] before = new long[limits.length];
    boolean full = false;
    for (int i = 0; i < before.length; i++) {
      Uses known = uses.get(names.get(i));
      if (known == null) {
        return null;
      }
      before[i] = known.known + known.counted;
      full |= before[i] >= limits[i].allowed;
    }
    if (!full) {
      for (String name : names) {
        uses.get(name).counted++;
      }
    }
    return before;
  }

  private synchronized void learn(List<String> names, long[] known) {
    if (uses.size() > MAX_KEYS) {
      push();
    }
    for (int i = 0; i < known.length; i++) {
      // Another request may have read the same key meanwhile and counted on it.
      uses.putIfAbsent(names.get(i), new Uses(known[i], limits[i].period.seconds()));
    }
  }

  private Future<Object> push() {
    List<String> names = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    synchronized (this) {
      uses.forEach(
          (name, counted) -> {
            if (counted.counted > 0) {
              names.add(name);
              arguments.add(Long.toString(counted.counted));
              arguments.add(Long.toString(counted.seconds));
            }
          });
      uses.clear();
    }
    if (names.isEmpty()) {
      return Future.succeededFuture();
    }
    return redis
        .script(ADD, names, arguments)
        .onFailure(
            error ->
                LOG.log(
                    System.Logger.Level.ERROR,
                    "[rate-limiting] "
                        + names.size()
                        + " counters were not synced: "
                        + error.getMessage()));
  }

  @Override
  public void close() {
    context.vertx().cancelTimer(timer);
    push();
  }
}
