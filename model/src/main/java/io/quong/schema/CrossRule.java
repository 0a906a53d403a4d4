package io.quong.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** A check between fields. */
interface CrossRule {
  /** The dotted paths that it reads: with a vault reference in one of them it does not run. */
  List<String> fields();

  /** Whether it runs though a field that it reads is wrong. */
  default boolean runsWithInvalidFields() {
    return true;
  }

  /** Looks at the whole and adds to its errors. */
  void check(CrossScope scope);

  /** Adds what schemas show of it. */
  void show(ArrayNode entityChecks);
}
