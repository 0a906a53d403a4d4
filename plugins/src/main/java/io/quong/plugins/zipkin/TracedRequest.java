package io.quong.plugins.zipkin;

import io.quong.plugin.tracing.TraceContext;

/**
 * What stands of a request's trace before it ends.
 *
 * @param traceId 32 hex digits
 * @param reported how the trace's id is reported: shorter when the gateway made a short one
 * @param requestId the id of the request's span
 * @param requestParent of the span above it, or null
 * @param proxyId the id of the span that goes up
 */
record TracedRequest(
    TraceContext client,
    String traceId,
    String reported,
    String requestId,
    String requestParent,
    String proxyId,
    boolean sampled) {}
