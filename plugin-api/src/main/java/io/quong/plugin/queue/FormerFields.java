package io.quong.plugin.queue;

/**
 * The settings of a queue out of a plugin's {@code queue} block and the fields of former releases,
 * which override it unless they have their old defaults.
 */
public final class FormerFields {
  private static final System.Logger LOG = System.getLogger("io.quong.plugin.queue");

  private final String plugin;
  private QueueSettings settings;

  private FormerFields(String plugin, QueueSettings settings) {
    this.plugin = plugin;
    this.settings = settings;
  }

  /**
   * @param queue null for Kong's defaults
   */
  public static FormerFields of(String plugin, QueueConfig queue) {
    QueueConfig config =
        queue == null ? new QueueConfig(null, null, null, null, null, null, null, null) : queue;
    return new FormerFields(plugin, config.settings());
  }

  /** {@code retry_count} and its like, which have no effect any more. */
  public FormerFields ignored(String field, Integer value, int oldDefault, String successor) {
    if (value != null && value != oldDefault) {
      warn("%s: config.%s no longer works, please use config.queue.%s instead", field, successor);
    }
    return this;
  }

  public FormerFields batchSize(String field, Integer value, int oldDefault) {
    if (value != null && value != oldDefault) {
      warn(DEPRECATED, field, "max_batch_size");
      settings = settings.with(value, null);
    }
    return this;
  }

  /** Seconds. */
  public FormerFields delay(String field, Double value, double oldDefault) {
    if (value != null && value != oldDefault) {
      warn(DEPRECATED, field, "max_coalescing_delay");
      settings = settings.with(null, value);
    }
    return this;
  }

  private static final String DEPRECATED =
      "%s: config.%s is deprecated, please use config.queue.%s instead";

  private void warn(String text, String field, String successor) {
    LOG.log(System.Logger.Level.WARNING, String.format(text, plugin, field, successor));
  }

  public QueueSettings settings() {
    return settings;
  }
}
