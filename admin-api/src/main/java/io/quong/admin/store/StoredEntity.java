package io.quong.admin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An entity with what the store has to know of it.
 *
 * @param kind {@code services}
 * @param id a UUID in lower case
 * @param body as it is shown, its id included
 * @param state whether it is no configuration: it has no version, and nodes are not sent it
 * @param expiresAt milliseconds since the epoch; null for one that stays
 * @param keys its unique values
 * @param references its references that are set
 */
public record StoredEntity(
    String kind,
    String id,
    ObjectNode body,
    boolean state,
    Long expiresAt,
    List<Key> keys,
    List<Reference> references) {
  /**
   * One unique value.
   *
   * @param field the field, or a name for several that are unique together
   * @param shown what an error shows: the fields with their values
   */
  public record Key(String field, String value, ObjectNode shown) {}

  /** What a delete of the entity that is referenced does to the referrer. */
  public enum OnDelete {
    RESTRICT("r"),
    CASCADE("c"),
    NULL("n");

    private final String code;

    OnDelete(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** One reference. */
  public record Reference(String field, String toKind, String toId, OnDelete onDelete) {}
}
