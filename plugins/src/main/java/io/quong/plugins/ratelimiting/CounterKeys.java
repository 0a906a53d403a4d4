package io.quong.plugins.ratelimiting;

import io.quong.entity.PluginInstance;
import io.quong.plugin.period.Period;
import io.quong.schema.Ref;

/**
 * The names of shared counters: Kong's, so that a Redis that Kong counted in goes on counting. They
 * name the scope of the instance, not that of the request: a global instance has one counter for
 * all services.
 */
final class CounterKeys {
  private static final String NONE = "00000000-0000-0000-0000-000000000000";

  /** The instance's route and service, {@code <route>:<service>}. */
  final String scope;

  CounterKeys(PluginInstance instance) {
    this.scope = id(instance.route()) + ":" + id(instance.service());
  }

  private static String id(Ref reference) {
    return reference == null ? NONE : reference.id();
  }

  String of(String identifier, Limit.Window window, Period period) {
    return "ratelimit:" + scope + ":" + identifier + ":" + window.start() + ":" + period.word();
  }
}
