package io.quong.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An entity ready to be stored, or what is wrong with it.
 *
 * @param entity every field there, null when unset; not to be used when there are errors
 */
public record Prepared(ObjectNode entity, SchemaErrors errors) {
  public boolean isGood() {
    return errors.isEmpty();
  }
}
