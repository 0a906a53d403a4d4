package io.quong.entity;

import io.quong.schema.Ref;
import java.util.Set;

/** One row of Kong's {@code keys}. */
public record Key(
    String id,
    Ref set,
    String name,
    String kid,
    String jwk,
    Pem pem,
    Set<String> tags,
    Long createdAt,
    Long updatedAt) {

  /** Part of Key. */
  public record Pem(String privateKey, String publicKey) {}
}
