package io.quong.entity;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.check.TargetAddress;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** An address behind an upstream. */
@Resource(
    kind = "targets",
    path = "targets",
    endpointKey = "target",
    cacheKey = {"upstream", "target"})
public record Target(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Double createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Double updatedAt,
    @Required @Reference(value = "upstreams", onDelete = Reference.OnDelete.CASCADE) Ref upstream,
    @Required @Check(TargetAddress.class) String target,
    @Default("100") @Between(min = 0, max = 65535) Integer weight,
    Set<@Check(Tag.class) String> tags) {}
