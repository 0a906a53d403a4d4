package io.quong.entity;

import java.util.Set;

/** One row of Kong's {@code ca_certificates}. */
public record CaCertificate(
    String id, Long createdAt, Long updatedAt, String cert, String certDigest, Set<String> tags) {}
