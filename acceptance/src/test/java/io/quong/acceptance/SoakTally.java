package io.quong.acceptance;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What came of each kind of traffic: how often it went well, and each failure. */
final class SoakTally {
  private static final int MOST_TOLD = 20;

  private final Map<String, Integer> good = new TreeMap<>();
  private final Map<String, Integer> excused = new TreeMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();

  synchronized void good(String kind) {
    good.merge(kind, 1, Integer::sum);
  }

  /**
   * @param excuse whether an injected fault explains it
   */
  synchronized void failed(String kind, String how, BooleanSupplier excuse) {
    Map<String, Integer> into = excuse.getAsBoolean() ? excused : failures;
    if (into.size() < MOST_TOLD || into.containsKey(kind + ": " + how)) {
      into.merge(kind + ": " + how, 1, Integer::sum);
    }
  }

  synchronized int good() {
    return good.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Kinds that went well at least once. */
  synchronized Map<String, Integer> byKind() {
    return new TreeMap<>(good);
  }

  /** Failures that nothing explains. */
  synchronized Map<String, Integer> unexplained() {
    return new TreeMap<>(failures);
  }

  @Override
  public synchronized String toString() {
    return "well " + good + ", explained by faults " + excused + ", unexplained " + failures;
  }
}
