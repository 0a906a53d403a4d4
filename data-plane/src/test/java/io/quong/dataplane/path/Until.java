package io.quong.dataplane.path;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a bound. */
final class Until {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private static final long LOOK_NANOS = 200_000;

  private Until() {}

  static void holds(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never came to hold");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
