package io.quong.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.Abstract;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.NotOneOf;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Subschemas;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** A place where secrets stand, by a prefix for references to it. */
@Resource(kind = "vaults", path = "vaults", endpointKey = "prefix")
@Subschemas(key = "name", value = EnvVault.class, error = "vault '%s' is not installed")
public record Vault(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Required
        @Unique(acrossWorkspaces = true)
        @NotOneOf({"env"})
        @Match(
            @Match.Pattern(
                value = "^[a-z][a-z0-9-]*[a-z0-9]+$",
                shown = "^[a-z][a-z%d-]-[a-z%d]+$"))
        String prefix,
    @Required String name,
    String description,
    @Abstract JsonNode config,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    Set<@Check(Tag.class) String> tags) {}
