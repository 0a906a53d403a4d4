package io.quong.dataplane.runtime;

import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.persistent.RadixMap;
import io.quong.dataplane.router.CompiledRouter;
import io.quong.dataplane.router.RouterChange;
import io.quong.dataplane.router.StreamRouter;
import io.quong.entity.PluginInstance;
import io.quong.entity.Route;
import io.quong.entity.Service;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;

/** One step from a configuration to the next; used once. */
final class Build {
  private static final Logger LOG = Logger.getLogger(Build.class);

  private final RuntimeBuilder.Setup setup;
  private final Result before;
  private final EntityStore store;
  private final ChangedEntities changes;
  private final List<AutoCloseable> made = new ArrayList<>();
  private final List<AutoCloseable> replaced = new ArrayList<>();
  private final List<LoadedPlugin> gone = new ArrayList<>();
  private final List<LoadedPlugin> added = new ArrayList<>();

  /** What the next build starts from. */
  record Result(
      Runtime runtime,
      EntityStore store,
      CompiledRouter router,
      StreamRouter streamRouter,
      PluginSet plugins,
      PluginSet streamPlugins,
      CertificateSet certificates) {}

  Build(RuntimeBuilder.Setup setup, Result before, StoreUpdate.Result stored) {
    this.setup = setup;
    this.before = before;
    this.store = stored.store();
    this.changes = stored.changes();
  }

  static Result empty(RuntimeBuilder.Setup setup, Clock clock) throws ConfigRefused {
    EntityStore store = EntityStore.empty(setup.kinds(), clock);
    CompiledRouter router = CompiledRouter.empty(setup.flavour(), setup.headerLimit());
    Result nothing =
        new Result(
            null,
            store,
            router,
            StreamRouter.empty(setup.flavour()),
            PluginSet.EMPTY,
            PluginSet.EMPTY,
            CertificateSet.NONE);
    return new Build(setup, nothing, new StoreUpdate.Result(store, new ChangedEntities(Map.of())))
        .run(0);
  }

  Result run(long version) throws ConfigRefused {
    loadPlugins();
    PluginSet plugins = plugins(Subsystem.HTTP, before.plugins());
    PluginSet streamPlugins = plugins(Subsystem.STREAM, before.streamPlugins());
    CertificateSet certificates = before.certificates().next(changes, before.store(), store);
    RouterChange routes = routerChange();
    CompiledRouter router = before.router().next(routes);
    // The router keeps what it is given: it must not keep this build, and with it all before it.
    EntityStore current = store;
    StreamRouter streamRouter =
        before.streamRouter().next(routes, id -> current.byId(Service.class, id));
    logFaults(router.faults());
    logFaults(streamRouter.faults());
    Map<Class<?>, RuntimePart> parts = parts();
    Runtime runtime =
        new Runtime(
            version,
            router,
            streamRouter,
            store,
            plugins.chains(),
            streamPlugins.chains(),
            certificates,
            parts);
    return new Result(runtime, store, router, streamRouter, plugins, streamPlugins, certificates);
  }

  /** What was made in this build: to be closed when it fails. */
  List<AutoCloseable> made() {
    return made;
  }

  /** What the new configuration doesn't use any more. */
  List<AutoCloseable> replaced() {
    return replaced;
  }

  private void loadPlugins() throws ConfigRefused {
    for (String id : changes.ids("plugins")) {
      LoadedPlugin http = before.plugins().loaded().get(id);
      LoadedPlugin old = http != null ? http : before.streamPlugins().loaded().get(id);
      if (old != null) {
        gone.add(old);
      }
      PluginInstance entity = store.byId(PluginInstance.class, id);
      LoadedPlugin plugin = entity == null ? null : setup.plugins().load(entity);
      if (plugin != null) {
        added.add(plugin);
        made.add(plugin);
      }
    }
    replaced.addAll(gone);
  }

  /** Those of a subsystem: an instance with protocols of both stands in both. */
  private PluginSet plugins(Subsystem subsystem, PluginSet known) {
    return known.next(subsystem.among(gone), subsystem.among(added), changes.ids("routes"), store);
  }

  private RouterChange routerChange() {
    Set<String> routes = new HashSet<>(changes.ids("routes"));
    List<Service> services = new ArrayList<>();
    List<String> goneServices = new ArrayList<>();
    for (String id : changes.ids("services")) {
      Service service = store.byId(Service.class, id);
      Service old = before.store().byId(Service.class, id);
      if (service == null) {
        goneServices.add(id);
      } else {
        services.add(service);
      }
      if (old != null && service != null && !Objects.equals(old.enabled(), service.enabled())) {
        store.referring(Route.class, "service", id).forEach(route -> routes.add(route.id()));
      }
    }
    List<Route> present = new ArrayList<>();
    List<String> goneRoutes = new ArrayList<>();
    for (String id : routes) {
      Route route = store.byId(Route.class, id);
      if (route == null) {
        goneRoutes.add(id);
      } else {
        present.add(route);
      }
    }
    return new RouterChange(present, goneRoutes, services, goneServices);
  }

  private void logFaults(RadixMap<String> faults) {
    for (String id : changes.ids("routes")) {
      String fault = faults.get(id);
      if (fault != null) {
        LOG.errorf("route %s is left out: %s", id, fault);
      }
    }
  }

  private Map<Class<?>, RuntimePart> parts() throws ConfigRefused {
    Map<Class<?>, RuntimePart> parts = new HashMap<>();
    for (RuntimePart.Maker<?> maker : setup.makers()) {
      parts.put(maker.type(), part(maker));
    }
    return parts;
  }

  private <P extends RuntimePart> P part(RuntimePart.Maker<P> maker) throws ConfigRefused {
    RuntimePart known =
        before.runtime() == null ? null : before.runtime().parts().get(maker.type());
    P previous = maker.type().cast(known);
    P next = maker.next(store, changes, previous);
    if (!Objects.equals(next, previous)) {
      made.add(next::close);
      if (previous != null) {
        replaced.add(previous::close);
      }
    }
    return next;
  }
}
