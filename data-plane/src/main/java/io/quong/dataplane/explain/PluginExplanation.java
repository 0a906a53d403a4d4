package io.quong.dataplane.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.dataplane.router.Match;
import io.quong.dataplane.runtime.Chain;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.dataplane.runtime.Runtime;
import io.quong.dataplane.runtime.Slot;
import io.quong.entity.Consumer;
import io.quong.entity.PluginInstance;
import io.quong.plugin.Phase;
import io.quong.schema.Ref;
import io.quong.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** The plugins of a request in their order, each with the instance that runs and why that one. */
final class PluginExplanation {
  private static final String HIDDEN = "<hidden>";

  private final Runtime runtime;
  private final Match match;
  private final Consumer consumer;

  PluginExplanation(Runtime runtime, Match match, Consumer consumer) {
    this.runtime = runtime;
    this.match = match;
    this.consumer = consumer;
  }

  ArrayNode list() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Chain chain = match == null ? runtime.globalChain() : runtime.chain(match.route());
    boolean authenticates = chain.slots().stream().anyMatch(PluginExplanation::authenticates);
    // Who authenticates runs without the consumer that it finds.
    String known = authenticates || consumer == null ? null : consumer.id();
    for (Slot slot : chain.slots()) {
      LoadedPlugin plugin = slot.resolve(known);
      if (plugin != null) {
        list.add(plugin(slot, plugin, known));
      }
      if (consumer != null && authenticates(slot)) {
        known = consumer.id();
      }
    }
    return list;
  }

  /** All plugins that authenticate can fall back on an anonymous consumer. */
  private static boolean authenticates(Slot slot) {
    return Schema.of(slot.definition().configType()).field("anonymous") != null;
  }

  private ObjectNode plugin(Slot slot, LoadedPlugin plugin, String consumerId) {
    PluginInstance entity = plugin.entity();
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("name", slot.name()).put("priority", slot.definition().priority());
    ArrayNode phases = shown.putArray("phases");
    for (Phase phase : slot.definition().phases()) {
      phases.add(phase.name().toLowerCase(java.util.Locale.ROOT));
    }
    shown.put("id", entity.id()).put("instance_name", entity.instanceName());
    shown.put("scope", plugin.scope());
    ArrayNode over = shown.putArray("won_over");
    for (PluginInstance other : applicable(entity, consumerId)) {
      over.addObject().put("id", other.id()).put("scope", scope(other));
    }
    shown.set("config", withoutSecrets(slot, entity.config()));
    return shown;
  }

  /** Other instances of the plugin that are there for this request, too. */
  private List<PluginInstance> applicable(PluginInstance winner, String consumerId) {
    List<PluginInstance> found = new ArrayList<>();
    String route = match == null ? null : match.route().id();
    String service =
        match == null || match.route().service() == null ? null : match.route().service().id();
    runtime
        .entities()
        .forEach(
            PluginInstance.class,
            other -> {
              if (other.name().equals(winner.name())
                  && !other.id().equals(winner.id())
                  && !Boolean.FALSE.equals(other.enabled())
                  && fits(other.route(), route)
                  && fits(other.service(), service)
                  && fits(other.consumer(), consumerId)) {
                found.add(other);
              }
            });
    return found;
  }

  private static boolean fits(Ref scope, String id) {
    return scope == null || scope.id().equals(id);
  }

  private static String scope(PluginInstance entity) {
    return new LoadedPlugin(entity, null, null, null, null).scope();
  }

  private static JsonNode withoutSecrets(Slot slot, JsonNode config) {
    if (config == null) {
      return null;
    }
    JsonNode copy = config.deepCopy();
    for (String path : Schema.of(slot.definition().configType()).secretPaths()) {
      hide(copy, path);
    }
    return copy;
  }

  private static void hide(JsonNode tree, String path) {
    if (tree instanceof ArrayNode list) {
      list.forEach(each -> hide(each, path));
      return;
    }
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    JsonNode value = tree.get(name);
    if (value == null || value.isNull()) {
      return;
    }
    if (dot >= 0) {
      hide(value, path.substring(dot + 1));
    } else {
      ((ObjectNode) tree).put(name, HIDDEN);
    }
  }
}
