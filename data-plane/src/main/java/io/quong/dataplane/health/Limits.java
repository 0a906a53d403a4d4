package io.quong.dataplane.health;

import java.util.BitSet;
import java.util.List;

/**
 * How many reports change an address's state; of a limit of 0 the reports don't count at all.
 *
 * @param good statuses that are successes
 * @param bad statuses that are failures; others say nothing
 */
public record Limits(
    int successes, int httpFailures, int tcpFailures, int timeouts, BitSet good, BitSet bad) {
  /** Nothing counts. */
  static final Limits NONE = of(0, 0, 0, 0, List.of(), List.of());

  private static final int GATEWAY_TIMEOUT = 504;

  static Limits of(
      Integer successes,
      Integer httpFailures,
      Integer tcpFailures,
      Integer timeouts,
      List<Integer> good,
      List<Integer> bad) {
    return new Limits(
        number(successes),
        number(httpFailures),
        number(tcpFailures),
        number(timeouts),
        statuses(good),
        statuses(bad));
  }

  private static int number(Integer value) {
    return value == null ? 0 : value;
  }

  private static BitSet statuses(List<Integer> values) {
    BitSet set = new BitSet();
    if (values != null) {
      values.forEach(set::set);
    }
    return set;
  }

  int of(Report report) {
    return switch (report) {
      case SUCCESS -> successes;
      case HTTP_FAILURE -> httpFailures;
      case TCP_FAILURE -> tcpFailures;
      case TIMEOUT -> timeouts;
    };
  }

  /**
   * What a status tells, or null. A 504 of the upstream's own counts as a time-out, as with Kong.
   */
  public Report ofResponse(int status) {
    return status == GATEWAY_TIMEOUT ? Report.TIMEOUT : ofProbe(status);
  }

  /** What the status of a probe tells, or null. */
  Report ofProbe(int status) {
    if (bad.get(status)) {
      return Report.HTTP_FAILURE;
    }
    return good.get(status) ? Report.SUCCESS : null;
  }
}
