package io.quong.plugins.opentelemetry;

import io.quong.plugin.tracing.TraceContext;

/** Which traces are exported: the same ones at every gateway, for it is the id that decides. */
record Sampling(double rate) {
  private static final double ALL = 0x1p64;

  boolean samples(TraceContext client, String traceId) {
    if (Boolean.FALSE.equals(client.sampled())) {
      return false;
    }
    // Kong reads the first eight bytes as a number whose least byte comes first.
    long first = Long.reverseBytes(Long.parseUnsignedLong(traceId.substring(0, 16), 16));
    double number = (first >>> 1) * 2.0 + (first & 1);
    // The largest numbers are no different from 2^64 as doubles.
    return rate >= 1 || number < rate * ALL;
  }
}
