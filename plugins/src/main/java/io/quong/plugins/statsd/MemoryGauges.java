package io.quong.plugins.statsd;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When Kong's {@code shdict_usage} is due: once a minute for the whole node. Kong tells of memory
 * that its workers share; what stands for it here is the heap.
 */
final class MemoryGauges {
  static final String NAME = "kong_db_cache";
  private static final long INTERVAL_MS = 60_000;

  private final Clock clock;
  private final AtomicLong last = new AtomicLong(Long.MIN_VALUE / 2);

  MemoryGauges(Clock clock) {
    this.clock = clock;
  }

  /** Free space and capacity in bytes; null when they have been told in this minute. */
  long[] due() {
    long before = last.get();
    long now = clock.millis();
    if (now - before < INTERVAL_MS || !last.compareAndSet(before, now)) {
      return null;
    }
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new long[] {Math.max(0, heap.getMax() - heap.getUsed()), heap.getMax()};
  }
}
