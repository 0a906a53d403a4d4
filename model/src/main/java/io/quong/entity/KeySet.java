package io.quong.entity;

import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** A named set of keys. */
@Resource(kind = "key_sets", path = "key-sets", endpointKey = "name")
public record KeySet(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Required(false) @Unique String name,
    Set<@Check(Tag.class) String> tags,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt) {}
