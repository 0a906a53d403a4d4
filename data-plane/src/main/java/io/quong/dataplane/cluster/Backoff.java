package io.quong.dataplane.cluster;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: twice as long each time, and never all at once. */
final class Backoff {
  private final long firstMs;
  private final long longestMs;
  private final RandomGenerator random;
  private long nextMs;

  Backoff(long firstMs, long longestMs, RandomGenerator random) {
    this.firstMs = firstMs;
    this.longestMs = longestMs;
    this.random = random;
    nextMs = firstMs;
  }

  /** Milliseconds, between half of the present step and all of it. */
  long next() {
    long step = nextMs;
    nextMs = Math.min(longestMs, 2 * nextMs);
    return step / 2 + random.nextLong(step / 2 + 1);
  }

  void reset() {
    nextMs = firstMs;
  }
}
