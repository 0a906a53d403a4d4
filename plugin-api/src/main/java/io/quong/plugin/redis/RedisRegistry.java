package io.quong.plugin.redis;

import io.quong.plugin.RedisPools;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** One pool for each distinct address and login, open as long as somebody uses it. */
public final class RedisRegistry implements AutoCloseable {
  private final Vertx vertx;
  private final Map<RedisPools.Settings, Shared> pools = new HashMap<>();

  private static final class Shared {
    final RedisPool pool;
    int users;

    Shared(RedisPool pool) {
      this.pool = pool;
    }
  }

  public RedisRegistry(Vertx vertx) {
    this.vertx = vertx;
  }

  public synchronized RedisPools.Redis acquire(RedisPools.Settings settings) {
    Shared shared =
        pools.computeIfAbsent(settings, key -> new Shared(new RedisPool(vertx, settings)));
    shared.users++;
    return shared.pool;
  }

  public synchronized void release(RedisPools.Settings settings) {
    Shared shared = pools.get(settings);
    if (shared == null) {
      return;
    }
    shared.users--;
    if (shared.users == 0) {
      pools.remove(settings);
      shared.pool.close();
    }
  }

  synchronized int size() {
    return pools.size();
  }

  @Override
  public synchronized void close() {
    pools.values().forEach(shared -> shared.pool.close());
    pools.clear();
  }
}
