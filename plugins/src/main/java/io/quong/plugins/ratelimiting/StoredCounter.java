package io.quong.plugins.ratelimiting;

import io.quong.schema.Resource;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Uuid;

/**
 * Kong's row for the policy {@code cluster}, which has no API; the counters here are the nodes'.
 */
@Resource(
    kind = "ratelimiting_metrics",
    path = "",
    plugin = "rate-limiting",
    ttl = true,
    store = Resource.Store.NONE)
public record StoredCounter(
    @Required @Length(min = 0) String identifier,
    @Required String period,
    @Required @Timestamp Long periodDate,
    @Required @Uuid String serviceId,
    @Required @Uuid String routeId,
    @Required Long value) {}
