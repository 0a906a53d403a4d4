package io.quong.plugins.tokenbucket;

import io.quong.plugin.RedisPools.Redis;
import io.vertx.core.Future;
import java.util.List;

/**
 * The {@code redis} policy. One script looks and takes: one round trip, and no request more than
 * the bucket allows however many nodes share it. The time is Redis's own.
 */
record RedisBuckets(Redis redis) implements BucketStore {
  /** Capacity, tokens a millisecond, tokens wanted → taken or not, remaining, wait, until full. */
  static final String TAKE =
      """
      local capacity = tonumber(ARGV[1])
      local rate = tonumber(ARGV[2])
      local wanted = tonumber(ARGV[3])
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
      local tokens = tonumber(kept[1] or capacity)
      local at = tonumber(kept[2] or now)
      tokens = math.min(capacity, tokens + math.max(0, now - at) * rate)
      local enough = 0
      local wait = 0
      if tokens >= wanted then
        enough = 1
        tokens = tokens - wanted
      else
        wait = math.ceil((wanted - tokens) / rate)
      end
      local full = math.ceil((capacity - tokens) / rate)
      redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', tokens), 'at', now)
      redis.call('PEXPIRE', KEYS[1], full + 1000)
      return {enough, string.format('%.17g', tokens), wait, full}
      """;

  @Override
  public Future<Taken> take(String key, Bucket bucket, double tokens) {
    return redis
        .script(
            TAKE,
            List.of(key),
            List.of(
                Double.toString(bucket.capacity()),
                Double.toString(bucket.rate()),
                Double.toString(tokens)))
        .map(
            reply -> {
              List<?> items = (List<?>) reply;
              return new Taken(
                  String.valueOf(items.get(0)).equals("1"),
                  Double.parseDouble(String.valueOf(items.get(1))),
                  Long.parseLong(String.valueOf(items.get(2))),
                  Long.parseLong(String.valueOf(items.get(3))));
            });
  }
}
