package io.quong.dataplane.runtime;

import io.quong.dataplane.persistent.RadixMap;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginDefinition;
import io.quong.schema.Ref;
import java.util.EnumSet;
import java.util.Set;

/**
 * The instances of one plugin name, by what they are tied to.
 *
 * @param scopes by route id and service id, either of which may be missing
 */
record PluginScopes(PluginDefinition definition, RadixMap<Scope> scopes) {

  /**
   * Instances of one route, service, both or neither.
   *
   * @param base the one without a consumer, or null
   * @param byConsumer those with one
   * @param needs what any of them needs
   */
  record Scope(LoadedPlugin base, RadixMap<LoadedPlugin> byConsumer, Set<Plugin.Need> needs) {
    static final Scope EMPTY = new Scope(null, RadixMap.empty(), Set.of());

    boolean isEmpty() {
      return base == null && byConsumer.isEmpty();
    }

    /**
     * @param plugin what takes the place of {@code id}'s instance; null for nothing
     */
    Scope changed(Ref consumer, LoadedPlugin plugin) {
      Set<Plugin.Need> more = EnumSet.noneOf(Plugin.Need.class);
      more.addAll(needs);
      if (plugin != null) {
        more.addAll(plugin.needs());
      }
      return consumer == null
          ? new Scope(plugin, byConsumer, more)
          : new Scope(base, byConsumer.put(consumer.id(), plugin), more);
    }
  }

  static PluginScopes of(PluginDefinition definition) {
    return new PluginScopes(definition, RadixMap.empty());
  }

  PluginScopes with(LoadedPlugin plugin) {
    return changed(plugin, plugin);
  }

  PluginScopes without(LoadedPlugin plugin) {
    return changed(plugin, null);
  }

  private PluginScopes changed(LoadedPlugin place, LoadedPlugin plugin) {
    String key = key(id(place.entity().route()), id(place.entity().service()));
    Scope next = scope(key).changed(place.entity().consumer(), plugin);
    return new PluginScopes(definition, scopes.put(key, next.isEmpty() ? null : next));
  }

  /**
   * The slot of a route's chain; null when no instance can run there.
   *
   * @param routeId null for the chain of a service
   * @param serviceId null for a route without a service
   */
  Slot slot(String routeId, String serviceId) {
    Scope both =
        routeId == null || serviceId == null ? Scope.EMPTY : scope(key(routeId, serviceId));
    Scope route = routeId == null ? Scope.EMPTY : scope(key(routeId, ""));
    Scope service = serviceId == null ? Scope.EMPTY : scope(key("", serviceId));
    Scope any = scope(key("", ""));
    LoadedPlugin base = first(both.base(), route.base(), service.base(), any.base());
    RadixMap<LoadedPlugin> narrow =
        over(both.byConsumer(), over(route.byConsumer(), service.byConsumer()));
    if (base == null && narrow.isEmpty() && any.byConsumer().isEmpty()) {
      return null;
    }
    EnumSet<Plugin.Need> needs = EnumSet.noneOf(Plugin.Need.class);
    for (Scope scope : new Scope[] {both, route, service, any}) {
      needs.addAll(scope.needs());
    }
    return new Slot(definition, base, narrow, any.byConsumer(), needs);
  }

  /** The slot where no route is known: only the instance that is tied to nothing. */
  Slot globalSlot() {
    Scope any = scope(key("", ""));
    return any.base() == null
        ? null
        : new Slot(definition, any.base(), RadixMap.empty(), RadixMap.empty(), any.base().needs());
  }

  private Scope scope(String key) {
    Scope scope = scopes.get(key);
    return scope == null ? Scope.EMPTY : scope;
  }

  /** All of both; where both have an instance for a consumer, that of the first. */
  private static RadixMap<LoadedPlugin> over(
      RadixMap<LoadedPlugin> first, RadixMap<LoadedPlugin> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    Merge merge = new Merge(second);
    first.forEach(merge::put);
    return merge.result;
  }

  private static final class Merge {
    RadixMap<LoadedPlugin> result;

    Merge(RadixMap<LoadedPlugin> start) {
      result = start;
    }

    void put(String consumer, LoadedPlugin plugin) {
      result = result.with(consumer, plugin);
    }
  }

  private static LoadedPlugin first(LoadedPlugin... candidates) {
    for (LoadedPlugin candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }

  private static String key(String routeId, String serviceId) {
    return routeId + "|" + serviceId;
  }

  private static String id(Ref ref) {
    return ref == null ? "" : ref.id();
  }
}
