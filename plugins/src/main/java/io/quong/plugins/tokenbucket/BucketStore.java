package io.quong.plugins.tokenbucket;

import io.vertx.core.Future;

/** Where buckets are: one for each policy. */
interface BucketStore {
  /**
   * Takes the tokens, or none when there are too few; exact under concurrency.
   *
   * @return completed at once when the store is in memory
   */
  Future<Taken> take(String key, Bucket bucket, double tokens);
}
