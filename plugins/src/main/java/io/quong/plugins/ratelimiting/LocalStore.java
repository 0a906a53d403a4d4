package io.quong.plugins.ratelimiting;

import io.vertx.core.Future;

/** The {@code local} policy: this node's memory. */
final class LocalStore implements CounterStore {
  private final LocalCounters counters;
  private final String scope;
  private final Limit[] limits;

  LocalStore(LocalCounters counters, String scope, Limit[] limits) {
    this.counters = counters;
    this.scope = scope;
    this.limits = limits;
  }

  @Override
  public Future<long[]> take(String identifier, Limit.Window[] windows) {
    return Future.succeededFuture(
        counters.take(new LocalCounters.Key(scope, identifier), limits, windows));
  }
}
