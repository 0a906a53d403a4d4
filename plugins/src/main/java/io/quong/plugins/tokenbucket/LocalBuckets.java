package io.quong.plugins.tokenbucket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Clock;

/** The {@code local} policy: this node's memory. Bounded; the least used make room. */
final class LocalBuckets implements BucketStore {
  private static final long MAX_BUCKETS = 250_000;

  private final Clock clock;
  private final Cache<String, Level> levels =
      Caffeine.newBuilder().maximumSize(MAX_BUCKETS).executor(Runnable::run).build();

  LocalBuckets(Clock clock) {
    this.clock = clock;
  }

  /** Guarded by its own monitor. */
  private static final class Level {
    private double tokens;
    private long at;

    Level(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }

    synchronized Taken take(Bucket bucket, double wanted, long now) {
      double rate = bucket.rate();
      // A clock that was set back gives nothing and takes nothing.
      tokens = Math.min(bucket.capacity(), tokens + Math.max(0, now - at) * rate);
      at = now;
      boolean enough = tokens >= wanted;
      if (enough) {
        tokens -= wanted;
      }
      long wait = enough ? 0 : (long) Math.ceil((wanted - tokens) / rate);
      return new Taken(enough, tokens, wait, (long) Math.ceil((bucket.capacity() - tokens) / rate));
    }
  }

  @Override
  public Future<Taken> take(String key, Bucket bucket, double tokens) {
    long now = clock.millis();
    return Future.succeededFuture(
        levels.get(key, absent -> new Level(bucket.capacity(), now)).take(bucket, tokens, now));
  }
}
