package io.quong.plugin;

import java.util.Arrays;

/**
 * The states that a request went through, each with its time. One array, no allocation after
 * construction.
 */
public final class Passport {
  private final long[] nanos = new long[State.values().length];

  /** Marks that the state begins now; a later mark of the same state replaces an earlier one. */
  public void mark(State state) {
    nanos[state.ordinal()] = System.nanoTime();
  }

  public boolean has(State state) {
    return nanos[state.ordinal()] != 0;
  }

  /** Nanoseconds of {@link System#nanoTime}; 0 when the state was not reached. */
  public long at(State state) {
    return nanos[state.ordinal()];
  }

  /** Whole milliseconds between two states, rounded down; 0 when either was not reached. */
  public long millis(State from, State to) {
    long a = at(from);
    long b = at(to);
    return a == 0 || b == 0 ? 0 : Math.max(0, (b - a) / 1_000_000);
  }

  /** For an exchange that is used again. */
  public void clear() {
    Arrays.fill(nanos, 0);
  }

  /** The states, in the order of a request that meets no trouble. */
  public enum State {
    REQUEST_START,
    REQUEST_HEAD,
    ROUTED,
    ACCESS_END,
    BALANCER_START,
    CONNECTED,
    UPSTREAM_REQUEST_SENT,
    UPSTREAM_HEAD,
    RESPONSE_HEAD_SENT,
    UPSTREAM_END,
    END
  }
}
