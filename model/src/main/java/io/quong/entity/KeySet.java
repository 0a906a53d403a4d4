package io.quong.entity;

import java.util.Set;

/** One row of Kong's {@code key_sets}. */
public record KeySet(String id, String name, Set<String> tags, Long createdAt, Long updatedAt) {}
