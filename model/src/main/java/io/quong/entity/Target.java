package io.quong.entity;

import io.quong.schema.Ref;
import java.util.Set;

/** One row of Kong's {@code targets}. */
public record Target(
    String id,
    Double createdAt,
    Double updatedAt,
    Ref upstream,
    String target,
    Integer weight,
    Set<String> tags) {}
