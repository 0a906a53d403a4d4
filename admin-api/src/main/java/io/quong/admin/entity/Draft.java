package io.quong.admin.entity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.store.Row;

/** An entity on its way from a client's body to the store; one write owns it. */
public final class Draft {
  private final Kind kind;
  private final Row before;
  private final boolean patch;
  private final ObjectNode aside = JsonNodeFactory.instance.objectNode();
  private final ObjectNode body;
  private ObjectNode entity;

  private Draft(Kind kind, Row before, boolean patch, ObjectNode body) {
    this.kind = kind;
    this.before = before;
    this.patch = patch;
    this.body = body;
  }

  /**
   * A whole entity.
   *
   * @param before the one that it replaces, or null
   */
  public static Draft whole(Kind kind, Row before, ObjectNode body) {
    return new Draft(kind, before, false, body);
  }

  /** What changes of an entity. */
  static Draft patch(Kind kind, Row before, ObjectNode body) {
    return new Draft(kind, before, true, body);
  }

  public Kind kind() {
    return kind;
  }

  /** The entity as it was, or null for a new one. */
  public Row before() {
    return before;
  }

  /** Whether the body has only what changes. */
  public boolean isPatch() {
    return patch;
  }

  /** What the client sent; may be changed before it is checked. */
  public ObjectNode body() {
    return body;
  }

  /** The whole entity after the schema's check. */
  public ObjectNode entity() {
    return entity;
  }

  void entity(ObjectNode checked) {
    entity = checked;
  }

  public String id() {
    return entity.get("id").asText();
  }

  /** What the kind's rules took out of the body for a later step. */
  public ObjectNode aside() {
    return aside;
  }
}
