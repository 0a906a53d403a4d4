package io.quong.dataplane.runtime;

import io.quong.dataplane.persistent.RadixMap;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginDefinition;
import java.util.EnumSet;
import java.util.Set;

/**
 * The place of one plugin name in a chain. Which instance runs is asked at the plugin's turn, with
 * the consumer known by then: a consumer that an earlier plugin found counts, a later one does not.
 */
public final class Slot {
  private final PluginDefinition definition;
  private final LoadedPlugin base;
  private final boolean baseBeforeConsumer;
  private final RadixMap<LoadedPlugin> narrow;
  private final RadixMap<LoadedPlugin> consumers;
  private final Set<Plugin.Need> needs;

  /**
   * @param base the instance without a consumer: of route and service, route, service or none; null
   *     when there is none
   * @param narrow instances of a consumer with this route or service, by consumer id
   * @param consumers instances of a consumer alone, by consumer id
   * @param needs what any of these instances needs
   */
  Slot(
      PluginDefinition definition,
      LoadedPlugin base,
      RadixMap<LoadedPlugin> narrow,
      RadixMap<LoadedPlugin> consumers,
      Set<Plugin.Need> needs) {
    this.definition = definition;
    this.base = base;
    this.baseBeforeConsumer =
        base != null && base.entity().route() != null && base.entity().service() != null;
    this.narrow = narrow;
    this.consumers = consumers;
    this.needs = needs.isEmpty() ? Set.of() : EnumSet.copyOf(needs);
  }

  /** The plugin's name. */
  public String name() {
    return definition.name();
  }

  public PluginDefinition definition() {
    return definition;
  }

  public boolean has(Phase phase) {
    return definition.phases().contains(phase);
  }

  /** What any instance that could run here needs. */
  public Set<Plugin.Need> needs() {
    return needs;
  }

  /**
   * The instance that runs, or null when none applies.
   *
   * @param consumerId the consumer known at this moment, or null
   */
  public LoadedPlugin resolve(String consumerId) {
    if (consumerId == null) {
      return base;
    }
    LoadedPlugin found = narrow.get(consumerId);
    if (found != null) {
      return found;
    }
    if (baseBeforeConsumer) {
      return base;
    }
    found = consumers.get(consumerId);
    return found != null ? found : base;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(definition.name()).append(' ');
    text.append(definition.priority()).append(": ");
    text.append(base == null ? "no instance" : base.scope() + " " + base.entity().id());
    int others = narrow.size() + (baseBeforeConsumer ? 0 : consumers.size());
    if (others > 0) {
      text.append(", ").append(others).append(others == 1 ? " consumer" : " consumers");
    }
    return text.toString();
  }
}
