package io.quong.admin.entity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Row;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a path names an entity: by its id, or by the unique field that stands for it.
 *
 * @param field {@code id}, or the endpoint key
 */
public record PathKey(Kind kind, String field, String value) {
  private static final Pattern UUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  /** Whether a segment is an id, whatever it may name besides. */
  public static boolean isId(String segment) {
    return UUID.matcher(segment).matches();
  }

  /**
   * @throws AdminError when the segment is neither an id nor a possible value of the kind's key
   */
  public static PathKey of(Kind kind, String segment) {
    if (isId(segment)) {
      return new PathKey(kind, "id", segment.toLowerCase(Locale.ROOT));
    }
    String key = kind.endpointKey();
    if (key == null) {
      throw AdminError.invalidId();
    }
    String refusal = kind.schema().refuse(key, segment);
    if (refusal != null) {
      throw AdminError.invalidUnique(key, refusal);
    }
    return new PathKey(kind, key, segment);
  }

  boolean byId() {
    return field.equals("id");
  }

  /** The unique field that stands for the id, or null. */
  String unique() {
    return byId() ? null : field;
  }

  /** The entity, or null. */
  public Row find(Lookup lookup) {
    return byId() ? lookup.byId(kind.name(), value) : lookup.byKey(kind.name(), field, value);
  }

  /** Kong's error object for an entity that a write needs. */
  public AdminError missing() {
    return byId() ? AdminError.noEntity(value) : AdminError.noEntity(field, value);
  }

  /** {@code {field: value}}. */
  ObjectNode shown() {
    return JsonNodeFactory.instance.objectNode().put(field, value);
  }
}
