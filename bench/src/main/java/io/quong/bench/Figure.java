package io.quong.bench;

import java.util.Arrays;

/**
 * What a row measured of one thing.
 *
 * @param row its row: {@code cpu}
 * @param what in words, unique within the row
 * @param unit of the values
 * @param rounds the values of all rounds
 * @param peer what the same rounds gave for what it is compared with; null for none
 * @param peerName {@code nginx}
 * @param goal what the median, or with a peer its ratio, should reach; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Figure(
    String row,
    String what,
    String unit,
    double[] rounds,
    double[] peer,
    String peerName,
    Goal goal) {

  /**
   * A bound.
   *
   * @param most whether the figure may be at most that; otherwise at least
   */
  record Goal(double limit, boolean most) {
    boolean met(double value) {
      return most ? value <= limit : value >= limit;
    }

    @Override
    public String toString() {
      return (most ? "≤ " : "≥ ") + Report.number(limit);
    }
  }

  static Goal most(double limit) {
    return new Goal(limit, true);
  }

  static Goal least(double limit) {
    return new Goal(limit, false);
  }

  static Figure alone(String row, String what, String unit, double[] rounds, Goal goal) {
    return new Figure(row, what, unit, rounds, null, null, goal);
  }

  double median() {
    return percentile(rounds, 0.5);
  }

  boolean hasPeer() {
    return peer != null;
  }

  /** To the peer of the same run. */
  double ratio() {
    return median() / percentile(peer, 0.5);
  }

  /** What the goal is about. */
  double judged() {
    return hasPeer() ? ratio() : median();
  }

  double lowest() {
    return percentile(rounds, 0);
  }

  double highest() {
    return percentile(rounds, 1);
  }

  static double percentile(double[] values, double p) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * p))];
  }
}
