package io.quong.dataplane.http;

/** What is told to the handlers of a client's connection, as a user event. */
public enum ConnectionEvent {
  /**
   * The listener closes: this connection ends after its current request, at once when it has none.
   */
  DRAIN
}
