package io.quong.dataplane.health;

/**
 * The state of one address. Requests and probes share its counters, each with limits of their own.
 */
public final class Health {
  private volatile boolean up = true;
  private int successes;
  private int httpFailures;
  private int tcpFailures;
  private int timeouts;

  public boolean up() {
    return up;
  }

  /**
   * Counts a report.
   *
   * @return whether the state changed
   */
  public synchronized boolean report(Report report, Limits limits) {
    int limit = limits.of(report);
    boolean nothingNew = (report == Report.SUCCESS) == up && isSettled();
    if (limit == 0 || nothingNew) {
      return false;
    }
    if (report == Report.SUCCESS) {
      httpFailures = 0;
      tcpFailures = 0;
      timeouts = 0;
      return ++successes >= limit && become(true);
    }
    successes = 0;
    int count =
        switch (report) {
          case SUCCESS -> 0;
          case HTTP_FAILURE -> ++httpFailures;
          case TCP_FAILURE -> ++tcpFailures;
          case TIMEOUT -> ++timeouts;
        };
    return count >= limit && become(false);
  }

  /** Whether nothing was counted against the state: more of what led to it says nothing new. */
  private boolean isSettled() {
    return up ? httpFailures + tcpFailures + timeouts == 0 : successes == 0;
  }

  /** Sets the state by hand, or anew; answers whether it changed. */
  public synchronized boolean set(boolean healthy) {
    successes = 0;
    httpFailures = 0;
    tcpFailures = 0;
    timeouts = 0;
    return become(healthy);
  }

  private boolean become(boolean healthy) {
    boolean news = up != healthy;
    up = healthy;
    return news;
  }
}
