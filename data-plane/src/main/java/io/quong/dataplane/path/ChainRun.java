package io.quong.dataplane.path;

import io.quong.dataplane.runtime.Chain;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.plugin.Phase;

/** One request's walk over a chain: which instance each slot resolved to, and what it noted. */
final class ChainRun {
  private final Chain chain;
  private final LoadedPlugin[] resolved;
  private Object[] notes;
  private int current = -1;

  ChainRun(Chain chain) {
    this.chain = chain;
    this.resolved = new LoadedPlugin[chain.size()];
  }

  Chain chain() {
    return chain;
  }

  int size() {
    return resolved.length;
  }

  /** Resolves the slot at its turn. */
  LoadedPlugin resolve(int slot, String consumerId) {
    LoadedPlugin plugin = chain.slot(slot).resolve(consumerId);
    resolved[slot] = plugin;
    return plugin;
  }

  /** For requests that never reach access: every slot, without a consumer. */
  void resolveAll() {
    for (int i = 0; i < resolved.length; i++) {
      resolve(i, null);
    }
  }

  /** The instance to call for the phase, or null; it becomes the one whose note is kept. */
  LoadedPlugin at(int slot, Phase phase) {
    LoadedPlugin plugin = resolved[slot];
    if (plugin == null || !plugin.has(phase)) {
      return null;
    }
    current = slot;
    return plugin;
  }

  boolean any(Phase phase) {
    for (LoadedPlugin plugin : resolved) {
      if (plugin != null && plugin.has(phase)) {
        return true;
      }
    }
    return false;
  }

  Object note() {
    return notes == null || current < 0 ? null : notes[current];
  }

  void note(Object note) {
    if (notes == null) {
      notes = new Object[resolved.length];
    }
    notes[current] = note;
  }
}
