package io.quong.dataplane.router;

/** A compiled expression. */
interface Condition {
  /**
   * @param found takes what the path's comparisons matched, and captures
   */
  boolean holds(RequestFacts facts, ConditionMatch found);
}
