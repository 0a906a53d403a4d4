package io.quong.dataplane.balancer;

import io.quong.dataplane.health.Health;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known of one address of an upstream. Outlives configurations and changes of the DNS as
 * long as the address stays.
 */
final class AddressState {
  /** How fast what was measured loses its weight, as Kong has it. */
  private static final double DECAY_NANOS = 10e9;

  /** No logarithm of nothing. */
  private static final double LEAST = 1e-9;

  final Health health = new Health();

  /** Requests that are under way. */
  final AtomicInteger open = new AtomicInteger();

  private double latency;
  private long measuredAt;
  private boolean measured;

  synchronized boolean measured() {
    return measured;
  }

  /** Seconds, weighted towards the latest. */
  synchronized double latency() {
    return latency;
  }

  /** A new address starts with what the others have. */
  synchronized void assume(double seconds, long now) {
    latency = seconds;
    measuredAt = now;
    measured = true;
  }

  synchronized void took(double seconds, long now) {
    double kept = measured ? Math.exp(-Math.max(0, now - measuredAt) / DECAY_NANOS) : 0;
    latency = latency * kept + seconds * (1 - kept);
    measuredAt = now;
    measured = true;
  }

  /**
   * Orders addresses as their latencies do at any one time: all of them fade at the same rate, so
   * that what they are compared by need not be worked out anew as time goes by.
   */
  synchronized double latencyOrder(int weight) {
    return Math.log(Math.max(LEAST, latency) / weight) + measuredAt / DECAY_NANOS;
  }
}
