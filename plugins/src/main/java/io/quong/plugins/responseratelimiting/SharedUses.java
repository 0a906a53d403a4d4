package io.quong.plugins.responseratelimiting;

import io.quong.plugin.SharedState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The {@code cluster} policy: the control plane's database. */
record SharedUses(SharedState state, String scope) implements UseStore {
  private List<SharedState.Counter> counters(String identifier, List<Counted> counted, long now) {
    List<SharedState.Counter> counters = new ArrayList<>(counted.size());
    for (Counted each : counted) {
      counters.add(
          new SharedState.Counter(
              each.key(scope, identifier, now),
              Long.MAX_VALUE,
              each.period().end(each.period().start(now))));
    }
    return counters;
  }

  @Override
  public Future<long[]> read(String identifier, List<Counted> counted, long now) {
    return state.read(counters(identifier, counted, now));
  }

  @Override
  public Future<?> add(String identifier, List<Counted> counted, long[] uses, long now) {
    return state.add(counters(identifier, counted, now), uses);
  }
}
