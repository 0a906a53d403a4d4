package io.quong.dataplane.runtime;

import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The plugins of a route, one slot for each plugin name, in order of running: larger priority
 * first, equal ones by name, descending. The order is the same in every phase. A request resolves
 * each slot once, at its turn in access, whether or not the plugin has that phase, and keeps the
 * instance for the later phases.
 */
public final class Chain {
  /** Without any plugin. */
  public static final Chain EMPTY = new Chain(List.of());

  private final List<Slot> slots;
  private final Set<Phase> phases;
  private final Set<Plugin.Need> needs;

  Chain(List<Slot> slots) {
    this.slots = List.copyOf(slots);
    EnumSet<Phase> anyPhase = EnumSet.noneOf(Phase.class);
    EnumSet<Plugin.Need> anyNeed = EnumSet.noneOf(Plugin.Need.class);
    for (Slot slot : slots) {
      anyPhase.addAll(slot.definition().phases());
      anyNeed.addAll(slot.needs());
    }
    this.phases = anyPhase;
    this.needs = anyNeed;
  }

  public int size() {
    return slots.size();
  }

  public Slot slot(int index) {
    return slots.get(index);
  }

  public List<Slot> slots() {
    return slots;
  }

  /** Whether any plugin of the chain has the phase. {@code RESPONSE} means buffered proxying. */
  public boolean has(Phase phase) {
    return phases.contains(phase);
  }

  /** Whether any instance that could run needs it. */
  public boolean needs(Plugin.Need need) {
    return needs.contains(need);
  }

  /** One line for each slot: plugin, priority, and the scope its configuration came from. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Slot slot : slots) {
      text.append(slot).append('\n');
    }
    return text.toString();
  }
}
