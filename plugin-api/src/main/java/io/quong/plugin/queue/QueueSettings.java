package io.quong.plugin.queue;

/**
 * How a queue gathers and retries. Times in milliseconds.
 *
 * @param batchSize most entries of a batch
 * @param coalescing how long a batch that is not full waits
 * @param maxEntries most entries that wait; the oldest make room
 * @param maxBytes most bytes that wait
 * @param unlimited whether each entry is sent at once and alone, beside the others
 */
public record QueueSettings(
    int batchSize, long coalescing, int maxEntries, long maxBytes, Retry retry, boolean unlimited) {

  /**
   * @param time how long after a batch's first attempt others are made; negative for none
   * @param firstDelay before the second attempt; doubled from then on
   * @param longestDelay between two attempts
   */
  public record Retry(long time, long firstDelay, long longestDelay) {}

  /** The same with what former fields of a configuration override; null keeps. */
  public QueueSettings with(Integer newBatchSize, Double newCoalescingSeconds) {
    return new QueueSettings(
        newBatchSize == null ? batchSize : newBatchSize,
        newCoalescingSeconds == null ? coalescing : Math.round(newCoalescingSeconds * 1000),
        maxEntries,
        maxBytes,
        retry,
        unlimited);
  }
}
