package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.runtime.Chain;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.dataplane.runtime.Runtime;
import io.quong.dataplane.runtime.Slot;
import io.quong.entity.Consumer;
import io.quong.entity.PluginInstance;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.Phase;
import io.quong.plugin.ServiceGuard;
import io.quong.schema.Ref;
import io.quong.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The plugins of a request in their order, each with the instance that runs and why that one, and
 * those that could be thought to run and don't.
 */
final class PluginExplanation {
  private final Runtime runtime;
  private final Chain chain;
  private final Consumer consumer;
  private final Set<String> told = new HashSet<>();
  private final String route;
  private final String service;

  /**
   * @param chain of the route, or that of requests without one
   * @param matched null for none
   * @param consumer who will be authenticated; null for nobody
   */
  PluginExplanation(Runtime runtime, Chain chain, Route matched, Consumer consumer) {
    this.runtime = runtime;
    this.chain = chain;
    this.consumer = consumer;
    this.route = matched == null ? null : matched.id();
    this.service = matched == null || matched.service() == null ? null : matched.service().id();
  }

  void addTo(ObjectNode answer) {
    ArrayNode running = answer.putArray("plugins");
    ArrayNode idle = answer.putArray("plugins_not_run");
    Slot first =
        chain.slots().stream().filter(PluginExplanation::authenticates).findFirst().orElse(null);
    // Who authenticates runs without the consumer that it finds.
    String known = first != null || consumer == null ? null : consumer.id();
    for (Slot slot : chain.slots()) {
      LoadedPlugin plugin = slot.resolve(known);
      if (plugin != null) {
        running.add(running(slot, plugin, known, running.size() + 1));
      }
      if (consumer != null && known == null) {
        tooEarly(slot, first, idle);
      }
      if (consumer != null && authenticates(slot)) {
        known = consumer.id();
      }
    }
    others(idle);
  }

  /** All plugins that authenticate can fall back on an anonymous consumer. */
  private static boolean authenticates(Slot slot) {
    return Schema.of(slot.definition().configType()).field("anonymous") != null;
  }

  private ObjectNode running(Slot slot, LoadedPlugin plugin, String consumerId, int position) {
    PluginInstance entity = plugin.entity();
    ObjectNode shown = Shown.named(entity.id(), slot.name());
    shown.put("position", position).put("priority", slot.definition().priority());
    ArrayNode phases = shown.putArray("phases");
    for (Phase phase : slot.definition().phases()) {
      phases.add(phase.name().toLowerCase(Locale.ROOT));
    }
    shown.put("instance_name", entity.instanceName());
    shown.put("scope", plugin.scope()).put("precedence", PluginPrecedence.of(entity));
    told.add(entity.id());
    ArrayNode over = shown.putArray("won_over");
    for (PluginInstance other : applicable(entity.name(), consumerId)) {
      if (told.add(other.id())) {
        ObjectNode one = over.addObject().put("id", other.id());
        one.put("scope", PluginPrecedence.scope(other));
        one.put("precedence", PluginPrecedence.of(other));
        one.put("because", PluginPrecedence.because(entity, other));
      }
    }
    shown.set(
        "config", Shown.withoutSecrets(Schema.of(slot.definition().configType()), entity.config()));
    Service guarded = service == null ? null : runtime.entities().byId(Service.class, service);
    if (guarded != null && plugin.plugin() instanceof ServiceGuard guard) {
      shown.set("state", guard.state(guarded));
    }
    return shown;
  }

  /** Instances for the consumer whose turn comes before it is known who the consumer is. */
  private void tooEarly(Slot slot, Slot authenticates, ArrayNode idle) {
    for (PluginInstance other : applicable(slot.name(), consumer.id())) {
      if (other.consumer() != null && told.add(other.id())) {
        idle(other, idle)
            .put(
                "because",
                "the consumer is not known yet at its turn: %s (%d) runs before %s (%d) is done"
                    .formatted(
                        slot.name(),
                        slot.definition().priority(),
                        authenticates.name(),
                        authenticates.definition().priority()));
      }
    }
  }

  private static ObjectNode idle(PluginInstance plugin, ArrayNode list) {
    ObjectNode shown = Shown.named(plugin.id(), plugin.name());
    list.add(shown);
    return shown.put("scope", PluginPrecedence.scope(plugin));
  }

  /** What else is configured for this request. */
  private void others(ArrayNode idle) {
    runtime
        .entities()
        .forEach(
            PluginInstance.class,
            plugin -> {
              if (!covers(plugin, consumer == null ? null : consumer.id())
                  || told.contains(plugin.id())) {
                return;
              }
              if (Boolean.FALSE.equals(plugin.enabled())) {
                idle(plugin, idle).put("because", "it is disabled");
              } else if (route != null) {
                idle(plugin, idle)
                    .put(
                        "because",
                        "it is for other protocols, or this node does not have the plugin");
              }
            });
  }

  /** Enabled instances of the plugin that are there for this request. */
  private List<PluginInstance> applicable(String name, String consumerId) {
    List<PluginInstance> found = new ArrayList<>();
    runtime
        .entities()
        .forEach(
            PluginInstance.class,
            other -> {
              if (other.name().equals(name)
                  && !Boolean.FALSE.equals(other.enabled())
                  && covers(other, consumerId)) {
                found.add(other);
              }
            });
    found.sort(java.util.Comparator.comparingInt(PluginPrecedence::of));
    return found;
  }

  private boolean covers(PluginInstance plugin, String consumerId) {
    return fits(plugin.route(), route)
        && fits(plugin.service(), service)
        && fits(plugin.consumer(), consumerId);
  }

  private static boolean fits(Ref scope, String id) {
    return scope == null || scope.id().equals(id);
  }
}
