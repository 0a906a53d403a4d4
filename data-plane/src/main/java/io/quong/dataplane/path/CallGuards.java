package io.quong.dataplane.path;

import io.quong.dataplane.runtime.Chain;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.dataplane.runtime.Slot;
import io.quong.entity.Service;
import io.quong.plugin.ServiceFailure;
import io.quong.plugin.ServiceGuard;
import java.util.ArrayList;
import java.util.List;

/** The plugins that guard a service, asked for one call of another plugin's. */
final class CallGuards {
  private List<ServiceGuard.Watch> watches = new ArrayList<>(1);

  private CallGuards() {}

  /**
   * Asks them in order of running.
   *
   * @param consumerId the consumer known by now, or null
   * @throws ServiceFailure when one of them refuses
   */
  static CallGuards admit(Chain chain, String consumerId, Service service) {
    CallGuards guards = new CallGuards();
    try {
      for (Slot slot : chain.slots()) {
        LoadedPlugin loaded = slot.resolve(consumerId);
        if (loaded != null && loaded.plugin() instanceof ServiceGuard guard) {
          guards.watches.add(guard.admit(service));
        }
      }
      return guards;
    } catch (ServiceFailure refused) {
      guards.abandoned();
      throw refused;
    }
  }

  void answered(int status, long millis) {
    taken().forEach(watch -> watch.answered(status, millis));
  }

  void failed(ServiceFailure.Kind kind, long millis) {
    taken().forEach(watch -> watch.failed(kind, millis));
  }

  void abandoned() {
    taken().forEach(ServiceGuard.Watch::abandoned);
  }

  /** Each is told once, of what comes first. */
  private List<ServiceGuard.Watch> taken() {
    List<ServiceGuard.Watch> told = watches;
    watches = List.of();
    return told;
  }
}
