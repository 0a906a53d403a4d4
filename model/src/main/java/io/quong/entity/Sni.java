package io.quong.entity;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.check.WildcardHost;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** A server name that a certificate is served for. */
@Resource(kind = "snis", path = "snis", endpointKey = "name")
public record Sni(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Required @Unique(acrossWorkspaces = true) @Check(WildcardHost.class) String name,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    Set<@Check(Tag.class) String> tags,
    @Required @Reference("certificates") Ref certificate) {}
