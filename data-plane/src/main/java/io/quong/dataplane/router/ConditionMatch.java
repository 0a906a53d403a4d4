package io.quong.dataplane.router;

import java.util.HashMap;
import java.util.Map;

/**
 * What the comparisons of an expression found. The last one on the path decides what it matched.
 */
final class ConditionMatch {
  static final int NOTHING = -1;

  private int pathLength = NOTHING;
  private Map<String, String> captures = Map.of();

  /** How many bytes of the path's start were matched; {@link #NOTHING} when none was asked for. */
  int pathLength() {
    return pathLength;
  }

  Map<String, String> captures() {
    return captures;
  }

  void path(int length) {
    pathLength = length;
  }

  void capture(String name, String value) {
    if (captures.isEmpty()) {
      captures = new HashMap<>();
    }
    captures.put(name, value);
  }
}
