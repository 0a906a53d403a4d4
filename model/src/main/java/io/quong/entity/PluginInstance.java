package io.quong.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.Tag;
import io.quong.schema.check.Utf8Name;
import io.quong.schema.rule.Abstract;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** A configuration of a plugin, for everything or for a scope. */
@Resource(
    kind = "plugins",
    path = "plugins",
    endpointKey = "instance_name",
    cacheKey = {"name", "route", "service", "consumer"})
public record PluginInstance(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Required String name,
    @Unique @Check(Utf8Name.class) String instanceName,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    @Default("null") @Reference(value = "routes", onDelete = Reference.OnDelete.CASCADE) Ref route,
    @Default("null") @Reference(value = "services", onDelete = Reference.OnDelete.CASCADE)
        Ref service,
    @Default("null") @Reference(value = "consumers", onDelete = Reference.OnDelete.CASCADE)
        Ref consumer,
    @Abstract JsonNode config,
    @Required @Default("[\"grpc\", \"grpcs\", \"http\", \"https\"]")
        Set<
                @OneOf({"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
                String>
            protocols,
    @Required @Default("true") Boolean enabled,
    Set<@Check(Tag.class) String> tags) {}
