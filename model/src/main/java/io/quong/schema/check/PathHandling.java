package io.quong.schema.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.WholeCheck;

/** Nothing is refused: Kong only logs that {@code v1} is on its way out. */
public final class PathHandling implements WholeCheck {
  @Override
  public String refuse(ObjectNode whole) {
    return null;
  }
}
