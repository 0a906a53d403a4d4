package io.quong.plugins.session;

import io.quong.schema.Resource;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;

/**
 * A session whose content the gateway keeps, for {@code storage: kong}.
 *
 * @param expires seconds since the epoch
 */
@Resource(
    kind = "sessions",
    path = "sessions",
    endpointKey = "session_id",
    cacheKey = "session_id",
    plugin = "session",
    ttl = true,
    store = Resource.Store.STATE)
public record StoredSession(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Required @Unique String sessionId,
    Long expires,
    String data,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt) {

  /** Without its content. */
  @Override
  public String toString() {
    return "StoredSession[" + id + "]";
  }
}
