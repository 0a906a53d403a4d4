package io.quong.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body of a write.
 *
 * @param form whether it came as a form, so that its values are texts that the schema gives their
 *     types
 */
public record Body(ObjectNode tree, boolean form) {
  static Body empty() {
    return new Body(JsonNodeFactory.instance.objectNode(), false);
  }
}
