package io.quong.dataplane.node;

import io.quong.plugin.SharedEntities;
import io.quong.plugin.SharedState;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** Shared state of a cluster connection that is made after the plugins that may use it. */
final class LateState implements SharedState {
  private final Supplier<SharedState> state;

  LateState(Supplier<SharedState> state) {
    this.state = state;
  }

  @Override
  public Future<long[]> take(List<Counter> counters) {
    return state.get().take(counters);
  }

  @Override
  public Future<long[]> add(List<Counter> counters, long[] amounts) {
    return state.get().add(counters, amounts);
  }

  @Override
  public Future<long[]> read(List<Counter> counters) {
    return state.get().read(counters);
  }

  @Override
  public SharedEntities entities() {
    return new LateEntities(() -> state.get().entities());
  }
}
