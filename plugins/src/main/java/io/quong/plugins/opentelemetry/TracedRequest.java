package io.quong.plugins.opentelemetry;

import io.quong.plugin.tracing.TraceContext;

/**
 * What stands of a request's trace before it ends.
 *
 * @param traceId 32 hex digits
 * @param rootId the id of the request's span
 * @param balancerId what the span of the last attempt will be called
 */
record TracedRequest(
    TraceContext client, String traceId, String rootId, String balancerId, boolean sampled) {}
