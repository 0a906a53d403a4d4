package io.quong.plugins.tokenbucket;

/**
 * What came of a try to take tokens.
 *
 * @param remaining tokens left
 * @param waitMillis until as many are there as were asked for; 0 when they were
 * @param fullMillis until the bucket is full again
 */
record Taken(boolean allowed, double remaining, long waitMillis, long fullMillis) {}
