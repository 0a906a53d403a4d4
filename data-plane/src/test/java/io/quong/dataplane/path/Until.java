package io.quong.dataplane.path;

import java.util.function.BooleanSupplier;

/** Waits for a condition, with a bound. */
final class Until {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private Until() {}

  static void holds(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never came to hold");
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
