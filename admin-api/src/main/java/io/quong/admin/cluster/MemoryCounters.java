package io.quong.admin.cluster;

import io.quong.cluster.CounterCall;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Counters of the one node of an installation without a database. */
final class MemoryCounters implements ClusterStore.CounterStore {
  private final Clock clock = Clock.systemUTC();
  private final Map<String, Counters.Count> counts = new HashMap<>();

  @Override
  public synchronized List<long[]> run(List<CounterCall> calls) {
    for (CounterCall call : calls) {
      for (CounterCall.Use use : call.uses()) {
        Counters.Count count = counts.computeIfAbsent(use.key(), key -> new Counters.Count());
        if (count.expiresAt <= clock.millis() && use.expiresAt() > count.expiresAt) {
          count.value = 0;
        }
        count.expiresAt = Math.max(count.expiresAt, use.expiresAt());
      }
    }
    return Counters.carryOut(calls, counts, new HashSet<>());
  }

  @Override
  public synchronized void sweep() {
    long before = clock.millis() - 60_000;
    counts.values().removeIf(count -> count.expiresAt < before);
  }
}
