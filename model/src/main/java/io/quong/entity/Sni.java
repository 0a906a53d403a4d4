package io.quong.entity;

import io.quong.schema.Ref;
import java.util.Set;

/** One row of Kong's {@code snis}. */
public record Sni(
    String id, String name, Long createdAt, Long updatedAt, Set<String> tags, Ref certificate) {}
