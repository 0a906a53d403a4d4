package io.quong.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which rules were tried in vain at the farthest place that was reached: what a message says was
 * expected there. A rule takes the place of those tried within it, unless there was only one.
 */
final class Attempts {
  private final List<Rule> rules = new ArrayList<>();
  private int farthest;

  int place() {
    return farthest;
  }

  /** How many there are at a place. */
  int at(int place) {
    return place == farthest ? rules.size() : 0;
  }

  /**
   * @param before how many there were at the place before the rule was tried
   */
  void failed(Rule rule, int place, int before) {
    if (place < farthest) {
      return;
    }
    int now = at(place);
    if (now > before && now - before == 1) {
      return;
    }
    int keep = place == farthest ? before : 0;
    rules.subList(keep, rules.size()).clear();
    farthest = place;
    rules.add(rule);
  }

  /** {@code a}, {@code a or b}, {@code a, b, or c}. */
  String expected() {
    List<String> names = new ArrayList<>();
    new TreeSet<>(rules).forEach(rule -> names.add(rule.shown));
    int last = names.size() - 1;
    if (last < 2) {
      return String.join(" or ", names);
    }
    return String.join(", ", names.subList(0, last)) + ", or " + names.get(last);
  }
}
