package io.quong.dataplane.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When an address goes down and comes up, as Kong was seen to do it. */
class HealthTest {
  private final Health health = new Health();

  private static Limits limits(int successes, int http, int tcp, int timeouts) {
    return Limits.of(successes, http, tcp, timeouts, List.of(200), List.of(500));
  }

  private boolean after(Limits limits, int... statuses) {
    for (int status : statuses) {
      Report report = limits.ofResponse(status);
      if (report != null) {
        health.report(report, limits);
      }
    }
    return health.up();
  }

  @Test
  void withoutALimitOfSuccessesFailuresAddUpForEver() {
    Limits limits = limits(0, 3, 0, 0);
    assertTrue(after(limits, 500, 200, 200, 500, 200, 200));
    assertFalse(after(limits, 500));
    assertFalse(after(limits, 200, 200, 200, 200));
  }

  @Test
  void withOneOnlyFailuresInARowCount() {
    Limits limits = limits(1, 2, 0, 0);
    assertTrue(after(limits, 500, 200, 500, 200, 500));
    assertFalse(after(limits, 500));
    assertTrue(after(limits, 200));
  }

  @Test
  void statusInNeitherListSaysNothing() {
    assertTrue(after(limits(0, 1, 1, 1), 404, 502, 418));
  }

  @Test
  void upstreamsOwn504IsATimeOut() {
    assertFalse(after(limits(0, 0, 0, 1), 504));
  }

  @Test
  void differentFailuresDoNotAddUp() {
    Limits limits = limits(0, 2, 2, 2);
    health.report(Report.HTTP_FAILURE, limits);
    health.report(Report.TCP_FAILURE, limits);
    health.report(Report.TIMEOUT, limits);
    assertTrue(health.up());
    assertTrue(health.report(Report.TCP_FAILURE, limits));
    assertFalse(health.up());
  }

  @Test
  void failureOnTheWayUpBeginsTheCountAnew() {
    Limits limits = limits(2, 1, 0, 0);
    assertFalse(after(limits, 500, 200, 500, 200));
    assertTrue(after(limits, 200));
  }

  @Test
  void operatorsWordClearsAllCounts() {
    Limits limits = limits(0, 2, 0, 0);
    assertFalse(after(limits, 500, 500));
    assertTrue(health.set(true));
    assertTrue(after(limits, 500));
    assertEquals(false, after(limits, 500));
  }
}
