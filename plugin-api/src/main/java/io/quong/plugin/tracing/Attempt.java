package io.quong.plugin.tracing;

/** One attempt of a request to reach an upstream. */
public interface Attempt {
  String ip();

  int port();

  /** The target's or service's host as configured. */
  String host();

  /** Of {@link System#nanoTime}: when the balancer was asked. */
  long startedNanos();

  /** How long the balancer took. */
  long balancerNanos();

  /** The upstream's status, or that of the failure; 0 for none. */
  int status();

  /** Whether there was no response. */
  boolean failed();
}
