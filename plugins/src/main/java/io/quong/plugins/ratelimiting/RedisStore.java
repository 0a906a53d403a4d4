package io.quong.plugins.ratelimiting;

import io.quong.plugin.RedisPools.Redis;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code redis} policy without a sync rate. All windows are counted by one script: one round
 * trip, nothing between the look and the count. As in Kong the count is the look, so that a request
 * which one window refuses has been counted in all of them.
 */
final class RedisStore implements CounterStore {
  /** For each key its uses before this one; the key lives as long as its window. */
  static final String COUNT =
      """
      local before = {}
      for i, key in ipairs(KEYS) do
        local uses = redis.call('INCRBY', key, 1)
        if uses == 1 then
          redis.call('EXPIRE', key, ARGV[i])
        end
        before[i] = uses - 1
      end
      return before
      """;

  private final Redis redis;
  private final CounterKeys keys;
  private final Limit[] limits;

  RedisStore(Redis redis, CounterKeys keys, Limit[] limits) {
    this.redis = redis;
    this.keys = keys;
    this.limits = limits;
  }

  @Override
  public Future<long[]> take(String identifier, Limit.Window[] windows) {
    List<String> names = new ArrayList<>(limits.length);
    List<String> seconds = new ArrayList<>(limits.length);
    for (int i = 0; i < limits.length; i++) {
      names.add(keys.of(identifier, windows[i], limits[i].period));
      seconds.add(Long.toString(limits[i].period.seconds()));
    }
    return redis.script(COUNT, names, seconds).map(RedisStore::numbers);
  }

  /** The reply of a script that returns a list of numbers. */
  static long[] numbers(Object reply) {
    List<?> items = (List<?>) reply;
    long[] numbers = new long[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Long.parseLong(String.valueOf(items.get(i)));
    }
    return numbers;
  }
}
