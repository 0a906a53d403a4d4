package io.quong.schema.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One custom check between fields. Stateless, with a public no-argument constructor. */
public interface WholeCheck {
  /**
   * The message for the entity when it is refused, or null.
   *
   * @param whole the entity or record, defaults filled; the fields that the check names are right
   *     or null
   */
  String refuse(ObjectNode whole);
}
