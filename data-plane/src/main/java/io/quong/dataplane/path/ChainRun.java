package io.quong.dataplane.path;

import io.quong.dataplane.runtime.Chain;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import org.jboss.logging.Logger;

/** One request's walk over a chain: which instance each slot resolved to, and what it noted. */
public final class ChainRun {
  private static final Logger LOG = Logger.getLogger(ChainRun.class);

  /** For requests that no plugin has seen. */
  public static final ChainRun NONE = new ChainRun(Chain.EMPTY);

  private final Chain chain;
  private final LoadedPlugin[] resolved;
  private Object[] notes;
  private int current = -1;

  public ChainRun(Chain chain) {
    this.chain = chain;
    this.resolved = new LoadedPlugin[chain.size()];
  }

  /** Of plugins without a route: each slot's instance without a consumer. */
  public static ChainRun global(Chain chain) {
    ChainRun run = new ChainRun(chain);
    for (int slot = 0; slot < run.size(); slot++) {
      run.resolve(slot, null);
    }
    return run;
  }

  public Chain chain() {
    return chain;
  }

  public int size() {
    return resolved.length;
  }

  /** Decides which instance runs in the slot; to be called at its turn. */
  public void resolve(int slot, String consumerId) {
    resolved[slot] = chain.slot(slot).resolve(consumerId);
  }

  /** The instance to call for the phase, or null; it becomes the one whose note is kept. */
  public LoadedPlugin enter(int slot, Phase phase) {
    LoadedPlugin plugin = resolved[slot];
    if (plugin == null || !plugin.has(phase)) {
      return null;
    }
    current = slot;
    return plugin;
  }

  /** Whether any instance that was resolved has the phase. */
  public boolean any(Phase phase) {
    if (chain.has(phase)) {
      for (LoadedPlugin plugin : resolved) {
        if (plugin != null && plugin.has(phase)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether any instance that was resolved and has the phase needs it. */
  boolean any(Phase phase, Plugin.Need need) {
    for (LoadedPlugin plugin : resolved) {
      if (plugin != null && plugin.has(phase) && plugin.needs().contains(need)) {
        return true;
      }
    }
    return false;
  }

  /** Runs the log phase: whatever one of the plugins does, the others are told. */
  public void log(Exchange exchange) {
    for (int slot = 0; slot < resolved.length; slot++) {
      LoadedPlugin plugin = enter(slot, Phase.LOG);
      if (plugin != null) {
        log(plugin, exchange);
      }
    }
  }

  private static void log(LoadedPlugin plugin, Exchange exchange) {
    RequestTrace trace = exchange instanceof HttpExchange http ? http.trace : null;
    if (trace != null) {
      trace.enter();
    }
    Throwable failure = null;
    try {
      plugin.plugin().log(exchange);
    } catch (RuntimeException failed) {
      failure = failed;
      LOG.errorf(failed, "%s failed in the log phase", plugin);
    }
    if (trace != null) {
      trace.leave(Phase.LOG, plugin, failure);
    }
  }

  public Object note() {
    return notes == null || current < 0 ? null : notes[current];
  }

  public void note(Object note) {
    if (notes == null) {
      notes = new Object[resolved.length];
    }
    notes[current] = note;
  }

  /** What plugins kept in the rewrite phase of another chain stays theirs in this one. */
  void takeNotes(ChainRun before) {
    for (int slot = 0; before.notes != null && slot < before.size(); slot++) {
      if (before.notes[slot] != null) {
        keepNote(before.chain.slot(slot).name(), before.notes[slot]);
      }
    }
  }

  private void keepNote(String plugin, Object note) {
    for (int slot = 0; slot < size(); slot++) {
      if (chain.slot(slot).name().equals(plugin)) {
        current = slot;
        note(note);
      }
    }
  }
}
