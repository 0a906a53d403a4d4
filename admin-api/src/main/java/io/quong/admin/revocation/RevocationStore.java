package io.quong.admin.revocation;

import io.quong.plugin.RedisPools;
import io.quong.plugins.jwtbearer.JwtBearerConfig;
import io.vertx.core.Future;

/**
 * One place where nodes look: a Redis and what keys begin with there.
 *
 * @param leeway seconds that a token may be taken after it expired, by the most patient of the
 *     plugins that look here
 */
record RevocationStore(
    RedisPools.Redis redis, JwtBearerConfig.Revocation config, double leeway, String name) {
  /**
   * Takes a token back as long as any node could take it.
   *
   * @param now seconds since the epoch
   */
  Future<Object> put(Revoked revoked, double now) {
    // Relative to our clock: Redis may have another, and its EXAT another idea of now.
    long left = (long) Math.ceil(revoked.exp() + leeway - now);
    return redis.send(
        "SET",
        config.key(revoked.jti()),
        Long.toString((long) Math.ceil(revoked.exp())),
        "EX",
        Long.toString(Math.max(1, left)));
  }

  /** When the token expires; null when it is not revoked here. */
  Future<Object> get(String jti) {
    return redis.send("GET", config.key(jti));
  }

  Future<Object> remove(String jti) {
    return redis.send("DEL", config.key(jti));
  }
}
