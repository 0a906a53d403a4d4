package io.quong.plugin.tracing;

import java.util.Map;

/**
 * Where a request stands in a trace. Ids are lower-case hex: 32 digits the trace's, 16 a span's.
 *
 * @param traceId null when nobody has begun a trace
 * @param traceBytes 8 or 16, as the client wrote the id; 0 when it did not
 * @param spanId of whoever sends, or null
 * @param parentId of the span above, or null
 * @param sampled null when nobody has decided
 * @param debug B3's debug flag
 * @param baggage what goes along, by name
 * @param format that it was found in; null for none
 */
public record TraceContext(
    String traceId,
    int traceBytes,
    String spanId,
    String parentId,
    Boolean sampled,
    boolean debug,
    Map<String, String> baggage,
    TraceFormat format) {

  /** Of a request that brings none. */
  public static final TraceContext NONE =
      new TraceContext(null, 0, null, null, null, false, Map.of(), null);

  /** Whether the server takes over the client's span, as B3 and Jaeger have it. */
  public boolean sharesSpan() {
    return format == TraceFormat.B3
        || format == TraceFormat.B3_SINGLE
        || format == TraceFormat.JAEGER;
  }

  /** The same trace, as it goes up from a span of the gateway. */
  public TraceContext upstream(
      String newTraceId, String newSpanId, String newParentId, Boolean nowSampled) {
    return new TraceContext(
        newTraceId, traceBytes, newSpanId, newParentId, nowSampled, debug, baggage, format);
  }

  /** The trace's id as a format writes that keeps the client's size. */
  String sizedTraceId() {
    return traceBytes == 8 ? lowHalf() : traceId;
  }

  /** The last 16 digits of the trace's id. */
  String lowHalf() {
    return traceId.substring(TraceIds.SPAN_DIGITS);
  }
}
