package io.quong.entity;

import java.util.Set;

/** One row of Kong's {@code consumers}. */
public record Consumer(
    String id,
    Long createdAt,
    Long updatedAt,
    String username,
    String customId,
    Set<String> tags) {}
