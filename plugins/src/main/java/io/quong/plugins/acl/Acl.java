package io.quong.plugins.acl;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** The membership of a consumer in a group. */
@Resource(
    kind = "acls",
    path = "acls",
    cacheKey = {"consumer", "group"},
    plugin = "acl")
public record Acl(
    @Uuid @Auto(Auto.Source.UUID) String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Required @Reference(value = "consumers", onDelete = Reference.OnDelete.CASCADE) Ref consumer,
    @Required String group,
    Set<@Check(Tag.class) String> tags) {}
