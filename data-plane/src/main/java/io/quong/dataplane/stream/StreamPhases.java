package io.quong.dataplane.stream;

import io.quong.dataplane.path.ChainRun;
import io.quong.dataplane.runtime.LoadedPlugin;
import io.quong.plugin.Phase;
import io.quong.plugin.Step;
import org.jboss.logging.Logger;

/** Runs the phases of a stream's plugins: preread, which may wait and may refuse. */
final class StreamPhases {
  private static final Logger LOG = Logger.getLogger(StreamPhases.class);

  private final StreamExchange exchange;
  private final Ended ended;
  private boolean cancelled;

  /** Told once preread has run. */
  interface Ended {
    /**
     * @param refused whether a plugin, or its crash, ends the stream
     */
    void prereadEnded(boolean refused);
  }

  StreamPhases(StreamExchange exchange, Ended ended) {
    this.exchange = exchange;
    this.ended = ended;
  }

  /** The stream is over: whoever still waits is not resumed. */
  void cancel() {
    cancelled = true;
  }

  void preread() {
    preread(0, false);
  }

  private void preread(int from, boolean already) {
    ChainRun chain = exchange.run();
    boolean refused = already;
    for (int slot = from; slot < chain.size(); slot++) {
      // Also behind a refusal: the log phase of all plugins runs.
      chain.resolve(slot, null);
      LoadedPlugin plugin = refused ? null : chain.enter(slot, Phase.PREREAD);
      if (plugin == null) {
        continue;
      }
      Step step = call(plugin);
      if (step instanceof Step.Await await) {
        await(slot, plugin, await);
        return;
      }
      refused = step instanceof Step.Respond;
    }
    ended.prereadEnded(refused);
  }

  private Step call(LoadedPlugin plugin) {
    try {
      return plugin.plugin().preread(exchange);
    } catch (RuntimeException failed) {
      return crash(plugin, failed);
    }
  }

  private void await(int slot, LoadedPlugin plugin, Step.Await await) {
    await
        .future()
        .onComplete(
            done ->
                exchange
                    .loop
                    .loop()
                    .execute(
                        () ->
                            resume(
                                slot,
                                done.succeeded() ? done.result() : crash(plugin, done.cause()))));
  }

  private void resume(int slot, Step step) {
    if (!cancelled) {
      preread(slot + 1, step instanceof Step.Respond);
    }
  }

  private static Step crash(LoadedPlugin plugin, Throwable cause) {
    LOG.errorf(cause, "%s failed", plugin);
    return Step.respond(io.quong.plugin.Answer.error(500, null));
  }
}
