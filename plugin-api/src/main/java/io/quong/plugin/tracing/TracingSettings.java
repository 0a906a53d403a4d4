package io.quong.plugin.tracing;

import java.util.Set;

/**
 * What the node records of requests: Kong's {@code tracing_instrumentations} and {@code
 * tracing_sampling_rate}.
 *
 * @param instrumentations names of Kong; empty when nothing is recorded
 */
public record TracingSettings(Set<String> instrumentations, double samplingRate) {
  /** Nothing is recorded. */
  public static final TracingSettings OFF = new TracingSettings(Set.of(), 0.01);

  public boolean on() {
    return !instrumentations.isEmpty();
  }

  /** Whether the kind of span is recorded; {@code all} and {@code request} stand for each. */
  public boolean records(String instrumentation) {
    return instrumentations.contains(instrumentation)
        || instrumentations.contains("all")
        || instrumentations.contains("request");
  }
}
