package io.quong.schema.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rewrites entities of one kind. Stateless, with a public no-argument constructor. */
public interface Translation {
  /**
   * The extra field that it takes away from the body, or null when it only couples declared ones.
   */
  default String shorthand() {
    return null;
  }

  /**
   * Replaces shorthand fields in what a client sent, in place.
   *
   * @return the refusal of the shorthand field, or null
   */
  String translate(ObjectNode body);

  /** Puts a whole entity that was checked in order, in place, before it is stored. */
  default void settle(ObjectNode entity) {}

  /** Changes how a stored entity shows, in place. */
  default void show(ObjectNode entity) {}
}
