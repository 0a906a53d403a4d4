package io.quong.schema.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Changes what a client wrote into what is stored. Stateless, with a public no-argument
 * constructor.
 */
public interface Transform {
  /**
   * Replaces values of a whole entity, in place.
   *
   * @param entity good by its schema, its references resolved to ids
   */
  void apply(ObjectNode entity);
}
