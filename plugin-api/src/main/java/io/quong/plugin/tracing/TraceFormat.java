package io.quong.plugin.tracing;

import java.util.Locale;

/** The forms in which a trace context stands in headers. */
public enum TraceFormat {
  W3C,
  B3,
  B3_SINGLE,
  JAEGER,
  OT,
  DATADOG,
  AWS,
  GCP;

  /** By its name in a configuration. */
  public static TraceFormat of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Under what the trace's id stands in the log entry; both forms of B3 share one. */
  public String logged() {
    return this == B3_SINGLE ? "b3" : name().toLowerCase(Locale.ROOT);
  }
}
