package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.entity.Kind;
import io.quong.schema.AutoValues;
import io.quong.schema.Field;
import io.quong.schema.FieldType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of entities that have none in a document. By Kong's rule they follow from what makes the
 * entity unique, so that the same document has the same ids each time.
 */
final class NamedIds {
  private static final UUID ROOT = UUID.fromString("fd02801f-0957-4a15-a55a-c8d9606f30b5");

  private final AutoValues auto;

  NamedIds(AutoValues auto) {
    this.auto = auto;
  }

  /**
   * @param given the entity as the document has it
   * @param parentField the reference to what it is nested under, or null
   * @param parentId the id of that
   */
  String of(Kind kind, ObjectNode given, String parentField, String parentId) {
    String key =
        kind.resource().cacheKey().length > 0
            ? cacheKey(kind, given, parentField, parentId)
            : endpointKey(kind, given);
    return key == null ? auto.uuid() : named(named(ROOT, kind.name()), key).toString();
  }

  private static String endpointKey(Kind kind, ObjectNode given) {
    String name = kind.endpointKey();
    return name != null && given.path(name).isTextual() ? given.get(name).asText() : null;
  }

  private static String cacheKey(Kind kind, ObjectNode given, String parentField, String parentId) {
    // The star stands for the workspace.
    StringBuilder key = new StringBuilder(kind.name()).append(":*");
    for (String column : kind.resource().cacheKey()) {
      Field field = kind.schema().field(column);
      JsonNode value = given.get(column);
      if (field == null || field.auto() != null) {
        return null;
      }
      if (column.equals(parentField)) {
        key.append(':').append(parentId);
      } else if (value != null && value.isValueNode() && !value.isNull()) {
        key.append(':').append(value.asText());
      } else if (value == null || value.isNull()) {
        if (field.type() != FieldType.FOREIGN) {
          return null;
        }
        key.append(':');
      }
    }
    return key.toString();
  }

  /** A UUID of version 5. */
  static UUID named(UUID namespace, String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(
          ByteBuffer.allocate(16)
              .putLong(namespace.getMostSignificantBits())
              .putLong(namespace.getLeastSignificantBits())
              .array());
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
      long high = (hash.getLong() & ~0xF000L) | 0x5000L;
      long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
