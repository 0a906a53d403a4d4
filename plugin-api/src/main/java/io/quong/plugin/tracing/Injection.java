package io.quong.plugin.tracing;

import io.quong.plugin.Headers;
import io.quong.plugin.message.PercentEncoding;

/** Writes a trace context into the headers of one format. */
final class Injection {
  private Injection() {}

  /**
   * @param context with the ids of a trace and a span
   * @return the trace's id as the log entry tells it for this format
   */
  static String into(TraceFormat format, Headers headers, TraceContext context) {
    return switch (format) {
      case W3C -> w3c(headers, context);
      case B3 -> b3(headers, context);
      case B3_SINGLE -> b3Single(headers, context);
      case JAEGER -> jaeger(headers, context);
      case OT -> ot(headers, context);
      case DATADOG -> datadog(headers, context);
      case AWS -> aws(headers, context);
      case GCP -> gcp(headers, context);
    };
  }

  private static boolean sampled(TraceContext context) {
    return Boolean.TRUE.equals(context.sampled());
  }

  private static String w3c(Headers headers, TraceContext context) {
    headers.set(
        "traceparent",
        "00-" + context.traceId() + "-" + context.spanId() + (sampled(context) ? "-01" : "-00"));
    return context.traceId();
  }

  private static String b3(Headers headers, TraceContext context) {
    String trace = context.sizedTraceId();
    headers.set("x-b3-traceid", trace);
    headers.set("x-b3-spanid", context.spanId());
    if (context.parentId() != null) {
      headers.set("x-b3-parentspanid", context.parentId());
    }
    if (context.debug()) {
      headers.set("x-b3-flags", "1");
    } else {
      headers.set("x-b3-sampled", sampled(context) ? "1" : "0");
    }
    return trace;
  }

  private static String b3Single(Headers headers, TraceContext context) {
    String trace = context.sizedTraceId();
    StringBuilder value = new StringBuilder(trace).append('-').append(context.spanId());
    if (context.debug()) {
      value.append("-d");
    } else if (context.sampled() != null) {
      value.append(sampled(context) ? "-1" : "-0");
    }
    if (context.parentId() != null) {
      value.append('-').append(context.parentId());
    }
    headers.set("b3", value);
    return trace;
  }

  private static String jaeger(Headers headers, TraceContext context) {
    String trace = context.sizedTraceId();
    String parent = context.parentId() == null ? "0" : context.parentId();
    headers.set(
        "uber-trace-id",
        trace + ":" + context.spanId() + ":" + parent + (sampled(context) ? ":01" : ":00"));
    context
        .baggage()
        .forEach((name, value) -> headers.set("uberctx-" + name, PercentEncoding.component(value)));
    return trace;
  }

  private static String ot(Headers headers, TraceContext context) {
    String trace = context.traceBytes() == 16 ? context.traceId() : context.lowHalf();
    headers.set("ot-tracer-traceid", trace);
    headers.set("ot-tracer-spanid", context.spanId());
    if (context.sampled() != null) {
      headers.set("ot-tracer-sampled", sampled(context) ? "1" : "0");
    }
    context.baggage().forEach((name, value) -> headers.set("ot-baggage-" + name, value));
    return trace;
  }

  private static String datadog(Headers headers, TraceContext context) {
    String trace = TraceIds.decimal(context.lowHalf());
    headers.set("x-datadog-trace-id", trace);
    headers.set("x-datadog-parent-id", TraceIds.decimal(context.spanId()));
    if (context.sampled() != null) {
      headers.set("x-datadog-sampling-priority", sampled(context) ? "1" : "0");
    }
    return trace;
  }

  private static String aws(Headers headers, TraceContext context) {
    String trace = context.traceId();
    headers.set(
        "x-amzn-trace-id",
        "Root=1-"
            + trace.substring(0, 8)
            + "-"
            + trace.substring(8)
            + ";Parent="
            + context.spanId()
            + (sampled(context) ? ";Sampled=1" : ";Sampled=0"));
    return trace;
  }

  private static String gcp(Headers headers, TraceContext context) {
    headers.set(
        "x-cloud-trace-context",
        context.traceId()
            + "/"
            + TraceIds.decimal(context.spanId())
            + (sampled(context) ? ";o=1" : ";o=0"));
    return context.traceId();
  }
}
