package io.quong.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.Transform;
import io.quong.schema.rule.Transformed;

/** What a write does to an entity's values between the check and the store. */
public final class Transformation {
  private final String input;
  private final String needs;
  private final Transform transform;

  private Transformation(Transformed declared) {
    this.input = declared.input();
    this.needs = declared.needs();
    this.transform = RuleReader.make(declared.value());
  }

  /** Of a record type, or null. */
  static Transformation of(Class<? extends Record> type) {
    Transformed declared = type.getAnnotation(Transformed.class);
    return declared == null ? null : new Transformation(declared);
  }

  /** Whether a client's body asks for it. */
  public boolean isAskedFor(ObjectNode body) {
    return Paths.get(body, input) != null;
  }

  /**
   * What is wrong with a PATCH that brings one of both without the other, even if that is only
   * repeated; null for nothing.
   */
  public String refuse(ObjectNode change) {
    return isAskedFor(change) != (Paths.get(change, needs) != null)
        ? "all or none of these fields must be set: " + CrossRules.quoted(input, needs)
        : null;
  }

  /** Transforms a checked entity, in place, when the client's body asks for it. */
  public void apply(ObjectNode entity, ObjectNode body) {
    if (isAskedFor(body)) {
      transform.apply(entity);
    }
  }
}
