package io.quong.dataplane.path;

import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.plugin.Answer;
import io.quong.plugin.Phase;
import io.quong.plugin.Step;
import io.vertx.core.AsyncResult;
import org.jboss.logging.Logger;

/**
 * Runs those phases of a request's plugins that may wait and may answer: rewrite, access, response.
 * Whoever waits is resumed on the loop of the exchange; a crash is an answer, too.
 */
final class PhaseRunner {
  private static final Logger LOG = Logger.getLogger(PhaseRunner.class);

  private final HttpExchange exchange;
  private final Ended ended;
  private Answer answer;
  private boolean crashed;
  private boolean cancelled;

  /** When the plugin that runs was called. */
  private long began;

  /** What it failed with, or null. */
  private Throwable failure;

  /** Told once a phase has run to its end. */
  interface Ended {
    /** {@link #answer} tells whether a plugin answered. */
    void phaseEnded(Phase phase);
  }

  PhaseRunner(HttpExchange exchange, Ended ended) {
    this.exchange = exchange;
    this.ended = ended;
  }

  /** What a plugin answered the client with; null when none did. */
  Answer answer() {
    return answer;
  }

  /** Whether the answer stands for a plugin's crash. */
  boolean crashed() {
    return crashed;
  }

  /** The client is gone: whoever still waits is not resumed. */
  void cancel() {
    cancelled = true;
  }

  void run(Phase phase) {
    run(phase, 0);
  }

  private void run(Phase phase, int from) {
    ChainRun chain = exchange.run;
    for (int slot = from;
        slot < chain.size() && (answer == null || phase == Phase.ACCESS);
        slot++) {
      if (phase == Phase.ACCESS) {
        // Also behind an answer: the later phases of all plugins run.
        chain.resolve(slot, exchange.consumerId());
      }
      LoadedPlugin plugin = answer == null ? chain.enter(slot, phase) : null;
      if (plugin != null) {
        if (exchange.trace != null) {
          exchange.trace.enter();
        }
        began = System.nanoTime();
        if (!went(phase, slot, plugin, call(phase, plugin))) {
          return;
        }
      }
    }
    ended.phaseEnded(phase);
  }

  /** Whether the phase goes on at once. */
  private boolean went(Phase phase, int slot, LoadedPlugin plugin, Step step) {
    if (step instanceof Step.Respond respond) {
      answer = respond.answer();
    } else if (step instanceof Step.Await await) {
      await
          .future()
          .onComplete(
              done -> {
                if (exchange.loop.loop.inEventLoop()) {
                  resume(phase, slot, plugin, done);
                } else {
                  exchange.loop.loop.execute(() -> resume(phase, slot, plugin, done));
                }
              });
      return false;
    }
    if (exchange.trace != null) {
      exchange.trace.leave(phase, plugin, failure);
      if (answer != null) {
        exchange.trace.answered(answer.status());
      }
    }
    if (exchange.timesPlugins()) {
      exchange.ran(phase, plugin, began, failure);
    }
    failure = null;
    return true;
  }

  private void resume(Phase phase, int slot, LoadedPlugin plugin, AsyncResult<Step> done) {
    if (cancelled) {
      return;
    }
    exchange.run.enter(slot, phase);
    Step step = done.succeeded() ? done.result() : crash(phase, plugin, done.cause());
    if (went(phase, slot, plugin, step)) {
      run(phase, slot + 1);
    }
  }

  private Step call(Phase phase, LoadedPlugin plugin) {
    try {
      return switch (phase) {
        case REWRITE -> plugin.plugin().rewrite(exchange);
        case ACCESS -> plugin.plugin().access(exchange);
        case RESPONSE -> plugin.plugin().response(exchange);
        case CERTIFICATE, PREREAD, HEADER_FILTER, BODY_FILTER, LOG ->
            throw new IllegalArgumentException(phase + " neither waits nor answers");
      };
    } catch (RuntimeException failed) {
      return crash(phase, plugin, failed);
    }
  }

  private Step crash(Phase phase, LoadedPlugin plugin, Throwable cause) {
    LOG.errorf(cause, "%s failed", plugin);
    crashed = true;
    failure = cause;
    // Before routing Kong answers by nginx's page.
    return Step.respond(phase == Phase.REWRITE ? Answer.page(500) : Answer.error(500, null));
  }
}
