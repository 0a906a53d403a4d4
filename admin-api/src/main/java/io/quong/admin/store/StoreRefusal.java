package io.quong.admin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Why the store cannot do what it was asked. */
public abstract sealed class StoreRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StoreRefusal(String message) {
    super(message, null, false, false);
  }

  /** Nothing can be written here. */
  public static final class ReadOnly extends StoreRefusal {
    private static final long serialVersionUID = 1L;

    public ReadOnly() {
      super("nothing can be written without a database");
    }
  }

  /** Another entity of the kind has the id. */
  public static final class IdTaken extends StoreRefusal {
    private static final long serialVersionUID = 1L;

    private final String id;

    public IdTaken(String id) {
      super("the id is taken");
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /** Another entity of the kind has the value. */
  public static final class NotUnique extends StoreRefusal {
    private static final long serialVersionUID = 1L;

    private final transient ObjectNode fields;

    public NotUnique(ObjectNode fields) {
      super("a unique value is taken");
      this.fields = fields;
    }

    /** The fields that have to be unique, with their values. */
    public ObjectNode fields() {
      return fields;
    }
  }

  /** A reference names an entity that does not exist. */
  public static final class NoSuchReference extends StoreRefusal {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String toKind;
    private final String toId;

    public NoSuchReference(String field, String toKind, String toId) {
      super("a reference names nothing");
      this.field = field;
      this.toKind = toKind;
      this.toId = toId;
    }

    public String field() {
      return field;
    }

    public String toKind() {
      return toKind;
    }

    public String toId() {
      return toId;
    }
  }

  /** Entities of the kind refer to what was to be deleted. */
  public static final class Referenced extends StoreRefusal {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String byKind;

    public Referenced(String kind, String byKind) {
      super("it is referenced");
      this.kind = kind;
      this.byKind = byKind;
    }

    public String kind() {
      return kind;
    }

    public String byKind() {
      return byKind;
    }
  }
}
