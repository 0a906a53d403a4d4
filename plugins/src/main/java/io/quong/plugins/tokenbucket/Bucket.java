package io.quong.plugins.tokenbucket;

/**
 * How a bucket behaves.
 *
 * @param tier the name of its tier; empty for the plain limit
 * @param limit tokens that come back in a window
 * @param window seconds
 * @param capacity tokens that it holds
 */
record Bucket(String tier, double limit, double window, double capacity) {
  /** Tokens that come back in a millisecond. */
  double rate() {
    return limit / (window * 1000);
  }
}
