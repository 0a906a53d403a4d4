package io.quong.plugins.jwtbearer;

import io.quong.plugin.PluginContext;
import io.quong.plugin.RedisPools.Redis;
import io.vertx.core.Future;
import java.lang.System.Logger.Level;

/** Asks Redis at each request whether a token was taken back. */
final class Revocations {
  private static final System.Logger LOG = System.getLogger(Revocations.class.getName());

  private final Redis redis;
  private final JwtBearerConfig.Revocation config;
  private final boolean allow;

  /** Whether a token still counts. */
  enum State {
    GOOD,
    REVOKED,
    /** Redis does not say, and that is not enough here. */
    UNKNOWN
  }

  Revocations(JwtBearerConfig.Revocation config, PluginContext context) {
    this.redis = context.redis().connect(config.redis().settings());
    this.config = config;
    this.allow = "allow".equals(config.onError());
  }

  Future<State> of(String jti) {
    return redis
        .send("EXISTS", config.key(jti))
        .map(found -> Long.valueOf(0).equals(found) ? State.GOOD : State.REVOKED)
        .otherwise(
            fault -> {
              LOG.log(Level.WARNING, "revoked tokens can't be looked up: " + fault.getMessage());
              return allow ? State.GOOD : State.UNKNOWN;
            });
  }
}
