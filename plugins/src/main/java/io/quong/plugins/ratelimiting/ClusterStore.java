package io.quong.plugins.ratelimiting;

import io.quong.plugin.SharedState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The {@code cluster} policy: the control plane's database, exact over all nodes. */
final class ClusterStore implements CounterStore {
  private final SharedState state;
  private final CounterKeys keys;
  private final Limit[] limits;

  ClusterStore(SharedState state, CounterKeys keys, Limit[] limits) {
    this.state = state;
    this.keys = keys;
    this.limits = limits;
  }

  @Override
  public Future<long[]> take(String identifier, Limit.Window[] windows) {
    List<SharedState.Counter> counters = new ArrayList<>(limits.length);
    for (int i = 0; i < limits.length; i++) {
      counters.add(
          new SharedState.Counter(
              keys.of(identifier, windows[i], limits[i].period),
              limits[i].uses(),
              windows[i].end()));
    }
    return state.take(counters);
  }
}
