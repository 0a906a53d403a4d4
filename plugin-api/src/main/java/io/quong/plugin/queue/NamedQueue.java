package io.quong.plugin.queue;

import io.quong.plugin.PluginContext;
import io.vertx.core.buffer.Buffer;

/** The queue of one plugin instance: what it is called, how it gathers, who sends. */
public final class NamedQueue {
  private final PluginContext context;
  private final BatchQueues queues;
  private final String name;
  private final String label;
  private final QueueSettings settings;
  private final BatchHandler handler;

  /**
   * @param plugin whose it is
   * @param name tells queues of the plugin apart: instances with the same name share one
   * @param shown how messages name it; no secret
   */
  public NamedQueue(
      PluginContext context,
      String plugin,
      String name,
      String shown,
      QueueSettings settings,
      BatchHandler handler) {
    this.context = context;
    this.queues = context.nodeWide(BatchQueues.class, BatchQueues::new);
    this.name = name;
    this.label =
        "[" + plugin + "] plugin " + plugin + " (" + context.instance().id() + ") queue " + shown;
    this.settings = settings;
    this.handler = handler;
  }

  /** That of a plugin whose instances have one each. */
  public static NamedQueue ofInstance(
      PluginContext context, String plugin, QueueSettings settings, BatchHandler handler) {
    String id = context.instance().id();
    return new NamedQueue(context, plugin, id, id, settings, handler);
  }

  public QueueSettings settings() {
    return settings;
  }

  public void enqueue(Buffer entry) {
    queues.enqueue(context.vertx(), name, label, settings, handler, entry);
  }

  /** Sends what waits without waiting for full batches: the instance is no longer configured. */
  public void close() {
    queues.flush(name);
  }
}
