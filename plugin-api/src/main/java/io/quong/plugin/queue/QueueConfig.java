package io.quong.plugin.queue;

import io.quong.schema.rule.Between;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.OneOf;

/** Kong's {@code queue} block. Delays in seconds. */
public record QueueConfig(
    @Default("1") @Between(min = 1, max = 1000000) Integer maxBatchSize,
    @Default("1") @Between(min = 0, max = 3600) Double maxCoalescingDelay,
    @Default("10000") @Between(min = 1, max = 1000000) Integer maxEntries,
    Integer maxBytes,
    @Default("60") Double maxRetryTime,
    @Default("0.01") @Between(min = 0.001, max = 1000000) Double initialRetryDelay,
    @Default("60") @Between(min = 0.001, max = 1000000) Double maxRetryDelay,
    @Default("1") @OneOf({"-1", "1"}) Integer concurrencyLimit) {

  /** What a queue works by: Kong's defaults where a field is null. */
  public QueueSettings settings() {
    return new QueueSettings(
        maxBatchSize == null ? 1 : maxBatchSize,
        millis(maxCoalescingDelay, 1),
        maxEntries == null ? 10_000 : maxEntries,
        maxBytes == null ? Long.MAX_VALUE : maxBytes,
        new QueueSettings.Retry(
            millis(maxRetryTime, 60), millis(initialRetryDelay, 0.01), millis(maxRetryDelay, 60)),
        concurrencyLimit != null && concurrencyLimit == -1);
  }

  private static long millis(Double seconds, double absent) {
    return Math.round((seconds == null ? absent : seconds) * 1000);
  }
}
