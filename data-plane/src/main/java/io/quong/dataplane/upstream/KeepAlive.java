package io.quong.dataplane.upstream;

import io.quong.settings.Keys;
import io.quong.settings.Settings;

/**
 * Kong's {@code upstream_keepalive_*}.
 *
 * @param idleConnections kept for one address and loop; 0 closes each after its request
 * @param maxRequests on one connection; 0 for no limit
 * @param idleMillis 0 for ever
 */
public record KeepAlive(int idleConnections, int maxRequests, long idleMillis) {
  public static KeepAlive of(Settings settings) {
    return new KeepAlive(
        settings.get(Keys.UPSTREAM_KEEPALIVE_POOL_SIZE),
        settings.get(Keys.UPSTREAM_KEEPALIVE_MAX_REQUESTS),
        Math.round(settings.get(Keys.UPSTREAM_KEEPALIVE_IDLE_TIMEOUT) * 1000));
  }
}
