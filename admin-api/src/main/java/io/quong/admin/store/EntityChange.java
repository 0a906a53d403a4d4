package io.quong.admin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a version changed of one entity.
 *
 * @param before null for a new one; with {@code expires_at} for one that ends
 * @param after null for one that is gone
 */
public record EntityChange(String kind, String id, ObjectNode before, ObjectNode after) {
  /** {@code create}, {@code update} or {@code delete}. */
  public String operation() {
    return before == null ? "create" : after == null ? "delete" : "update";
  }

  /** What leads back. */
  public EntityChange reversed() {
    return new EntityChange(kind, id, /* before= */ after, /* after= */ before);
  }
}
