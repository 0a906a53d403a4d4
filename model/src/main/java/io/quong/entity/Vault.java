package io.quong.entity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** One row of Kong's {@code vaults}. */
public record Vault(
    String id,
    String prefix,
    String name,
    String description,
    JsonNode config,
    Long createdAt,
    Long updatedAt,
    Set<String> tags) {}
