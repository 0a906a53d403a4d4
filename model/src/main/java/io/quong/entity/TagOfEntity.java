package io.quong.entity;

import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Uuid;

/** A row of {@code /tags}; the entities keep their tags themselves. */
@Resource(kind = "tags", path = "", endpointKey = "tag", store = Resource.Store.NONE)
public record TagOfEntity(
    @Required @Check(Tag.class) String tag,
    @Required String entityName,
    @Required @Auto(Auto.Source.UUID) @Uuid String entityId) {}
