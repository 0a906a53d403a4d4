package io.quong.plugins.responseratelimiting;

import io.quong.plugin.RedisPools.Redis;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The {@code redis} policy: one round trip to read, one to count. */
record RedisUses(Redis redis, String scope) implements UseStore {
  private static final String READ =
      """
      local uses = {}
      for i, key in ipairs(KEYS) do
        uses[i] = tonumber(redis.call('GET', key) or '0')
      end
      return uses
      """;

  /** A key that is new lives as long as its period. */
  private static final String ADD =
      """
      for i, key in ipairs(KEYS) do
        local known = redis.call('EXISTS', key)
        redis.call('INCRBY', key, ARGV[2 * i - 1])
        if known == 0 then
          redis.call('EXPIRE', key, ARGV[2 * i])
        end
      end
      return 1
      """;

  private List<String> keys(String identifier, List<Counted> counted, long now) {
    List<String> keys = new ArrayList<>(counted.size());
    for (Counted each : counted) {
      keys.add(each.key(scope, identifier, now));
    }
    return keys;
  }

  @Override
  public Future<long[]> read(String identifier, List<Counted> counted, long now) {
    return redis
        .script(READ, keys(identifier, counted, now), List.of())
        .map(
            reply -> {
              List<?> items = (List<?>) reply;
              long[] uses = new long[items.size()];
              for (int i = 0; i < uses.length; i++) {
                uses[i] = Long.parseLong(String.valueOf(items.get(i)));
              }
              return uses;
            });
  }

  @Override
  public Future<?> add(String identifier, List<Counted> counted, long[] uses, long now) {
    List<String> arguments = new ArrayList<>(2 * uses.length);
    for (int i = 0; i < uses.length; i++) {
      arguments.add(Long.toString(uses[i]));
      arguments.add(Long.toString(counted.get(i).period().seconds()));
    }
    return redis.script(ADD, keys(identifier, counted, now), arguments);
  }
}
