package io.quong.plugin.queue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The queues of one plugin on this node, by name: configurations with the same target share one. A
 * queue is made with its first entry and forgotten when it has run dry. Safe for threads; kept with
 * {@link io.quong.plugin.PluginContext#nodeWide}.
 */
public final class BatchQueues implements AutoCloseable {
  /** How long the end of a node waits for what is still to be sent. */
  private static final long CLOSING_MILLIS = 5_000;

  private final ConcurrentMap<String, BatchQueue> queues = new ConcurrentHashMap<>();

  /**
   * Queues an entry. The newest handler serves the entries that wait, too; the settings are those
   * of the queue's first entry, as in Kong.
   *
   * @param name tells queues apart; never logged
   * @param label how messages name the queue and its plugin
   */
  public void enqueue(
      Vertx vertx,
      String name,
      String label,
      QueueSettings settings,
      BatchHandler handler,
      Buffer entry) {
    if (settings.unlimited()) {
      BatchQueue alone = new BatchQueue(vertx, label, settings.with(1, 0.0), dry -> {});
      alone.offer(handler, entry);
      return;
    }
    while (true) {
      BatchQueue queue =
          queues.computeIfAbsent(
              name, key -> new BatchQueue(vertx, label, settings, dry -> queues.remove(key, dry)));
      if (queue.offer(handler, entry)) {
        return;
      }
      // It ran dry in this very moment: the next round makes another.
      queues.remove(name, queue);
    }
  }

  /** Sends what waits without waiting for full batches: when a target is no longer configured. */
  public void flush(String name) {
    BatchQueue queue = queues.get(name);
    if (queue != null) {
      queue.flush();
    }
  }

  /** At the end of the node: sends what waits, for so long. Never on an event loop. */
  @Override
  public void close() throws InterruptedException {
    long until = System.nanoTime() + CLOSING_MILLIS * 1_000_000;
    while (!queues.isEmpty() && System.nanoTime() < until) {
      queues.values().forEach(BatchQueue::flush);
      Thread.sleep(10);
    }
  }

  /** How many queues there are. */
  int size() {
    return queues.size();
  }
}
