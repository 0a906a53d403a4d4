package io.quong.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.Ref;
import java.util.Set;

/** One row of Kong's {@code plugins}. */
public record PluginInstance(
    String id,
    String name,
    String instanceName,
    Long createdAt,
    Long updatedAt,
    Ref route,
    Ref service,
    Ref consumer,
    JsonNode config,
    Set<String> protocols,
    Boolean enabled,
    Set<String> tags) {}
