package io.quong.entity;

import io.quong.schema.Resource;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;

/** Kong's own values in its database, which have no API: {@code /schemas} alone. */
@Resource(kind = "parameters", path = "", cacheKey = "key", store = Resource.Store.NONE)
public record Parameter(
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Required @Unique String key,
    @Required String value) {}
