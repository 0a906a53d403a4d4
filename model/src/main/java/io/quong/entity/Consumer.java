package io.quong.entity;

import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.AtLeastOneOf;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** Who uses a service. */
@Resource(kind = "consumers", path = "consumers", endpointKey = "username")
@AtLeastOneOf({"custom_id", "username"})
public record Consumer(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    @Unique String username,
    @Unique String customId,
    Set<@Check(Tag.class) String> tags) {}
