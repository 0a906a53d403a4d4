package io.quong.dataplane.runtime;

import io.quong.dataplane.persistent.RadixMap;
import io.quong.entity.PluginInstance;
import io.quong.entity.Route;
import io.quong.schema.Ref;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The loaded plugins of a configuration and the chains compiled from them. Immutable.
 *
 * @param loaded by the id of their entity
 * @param byName in order of running
 */
record PluginSet(
    RadixMap<LoadedPlugin> loaded, Map<PluginRank, PluginScopes> byName, ChainSet chains) {
  static final PluginSet EMPTY = new PluginSet(RadixMap.empty(), Map.of(), ChainSet.EMPTY);

  /** Larger priority first, then the name, descending: Kong's order. */
  record PluginRank(int priority, String name) implements Comparable<PluginRank> {
    private static final Comparator<PluginRank> ORDER =
        Comparator.comparingInt(PluginRank::priority).thenComparing(PluginRank::name).reversed();

    @Override
    public int compareTo(PluginRank other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The set after a change.
   *
   * @param gone instances that are there no more, also those that have a successor
   * @param added new instances
   * @param changedRoutes ids of routes that are new or that changed
   */
  PluginSet next(
      List<LoadedPlugin> gone,
      List<LoadedPlugin> added,
      Set<String> changedRoutes,
      RuntimeEntities entities) {
    if (loaded.isEmpty() && added.isEmpty()) {
      return this;
    }
    RadixMap<LoadedPlugin> nextLoaded = loaded;
    Map<PluginRank, PluginScopes> scopes = new TreeMap<>(byName);
    for (LoadedPlugin plugin : gone) {
      nextLoaded = nextLoaded.without(plugin.entity().id());
      PluginRank rank = rank(plugin);
      PluginScopes left = scopes.get(rank).without(plugin);
      if (left.scopes().isEmpty()) {
        scopes.remove(rank);
      } else {
        scopes.put(rank, left);
      }
    }
    for (LoadedPlugin plugin : added) {
      nextLoaded = nextLoaded.with(plugin.entity().id(), plugin);
      PluginScopes there = scopes.getOrDefault(rank(plugin), PluginScopes.of(plugin.definition()));
      scopes.put(rank(plugin), there.with(plugin));
    }
    List<LoadedPlugin> changed = new ArrayList<>(gone);
    changed.addAll(added);
    return new PluginSet(
        nextLoaded, scopes, new Recompilation(scopes, entities).next(changed, changedRoutes));
  }

  private static PluginRank rank(LoadedPlugin plugin) {
    return new PluginRank(plugin.definition().priority(), plugin.definition().name());
  }

  /** Compiles what a change touches, out of the chains before it. */
  private final class Recompilation {
    private final Map<PluginRank, PluginScopes> scopes;
    private final RuntimeEntities entities;
    private RadixMap<Chain> byService = chains.byService();
    private RadixMap<Chain> byRoute = chains.byRoute();

    Recompilation(Map<PluginRank, PluginScopes> scopes, RuntimeEntities entities) {
      this.scopes = scopes;
      this.entities = entities;
    }

    ChainSet next(List<LoadedPlugin> changed, Set<String> changedRoutes) {
      boolean all = false;
      Set<String> services = new HashSet<>();
      Set<String> routes = new HashSet<>(changedRoutes);
      for (LoadedPlugin plugin : changed) {
        PluginInstance entity = plugin.entity();
        if (entity.route() != null) {
          routes.add(entity.route().id());
        } else if (entity.service() != null) {
          services.add(entity.service().id());
        } else {
          all = true;
        }
      }
      if (all) {
        byService.forEach((id, chain) -> services.add(id));
        byRoute.forEach((id, chain) -> routes.add(id));
      } else if (!services.isEmpty()) {
        addRoutesOf(services, routes);
      }
      services.forEach(this::recompileService);
      routes.forEach(this::recompileRoute);
      return all
          ? new ChainSet(global(), compiled(null, null), byService, byRoute)
          : new ChainSet(chains.global(), chains.common(), byService, byRoute);
    }

    private void addRoutesOf(Set<String> services, Set<String> routes) {
      byRoute.forEach(
          (id, chain) -> {
            Route route = entities.byId(Route.class, id);
            if (route != null
                && route.service() != null
                && services.contains(route.service().id())) {
              routes.add(id);
            }
          });
    }

    private void recompileService(String id) {
      boolean own = entities.isReferred(PluginInstance.class, "service", id);
      byService = byService.put(id, own ? compiled(null, id) : null);
    }

    private void recompileRoute(String id) {
      Route route = entities.byId(Route.class, id);
      boolean own = route != null && entities.isReferred(PluginInstance.class, "route", id);
      byRoute = byRoute.put(id, own ? compiled(id, id(route.service())) : null);
    }

    private Chain compiled(String routeId, String serviceId) {
      List<Slot> slots = new ArrayList<>();
      for (PluginScopes plugin : scopes.values()) {
        Slot slot = plugin.slot(routeId, serviceId);
        if (slot != null) {
          slots.add(slot);
        }
      }
      return slots.isEmpty() ? Chain.EMPTY : new Chain(slots);
    }

    private Chain global() {
      List<Slot> slots = new ArrayList<>();
      for (PluginScopes plugin : scopes.values()) {
        Slot slot = plugin.globalSlot();
        if (slot != null) {
          slots.add(slot);
        }
      }
      return slots.isEmpty() ? Chain.EMPTY : new Chain(slots);
    }

    private String id(Ref ref) {
      return ref == null ? null : ref.id();
    }
  }
}
