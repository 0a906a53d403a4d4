package io.quong.listen.status;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the Status API tells of its program. Called on an event loop: must not block. */
public interface StatusSource {
  /** Why the program is not ready, in Kong's words; null when it is. */
  String notReady();

  ConnectionCounts connections();

  /** Whether the database answers; null where there is none, as on a node of its own. */
  Boolean databaseReachable();

  /** 32 hexadecimal digits that change with the configuration; zeros before there is any. */
  String configurationHash();

  /** The configuration version that runs; 0 before there is any. */
  long configurationVersion();

  /** Prometheus's text format; null when the prometheus plugin is not enabled. */
  String metrics();

  /**
   * {@code {"data":[…]}} with the circuit breakers of this node and how they stand; null where no
   * requests go through.
   */
  default ObjectNode circuitBreakers() {
    return null;
  }
}
