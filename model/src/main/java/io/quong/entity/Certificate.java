package io.quong.entity;

import java.util.List;
import java.util.Set;

/** One row of Kong's {@code certificates}. */
public record Certificate(
    String id,
    Long createdAt,
    Long updatedAt,
    String cert,
    String key,
    String certAlt,
    String keyAlt,
    Set<String> tags,
    List<String> snis) {}
