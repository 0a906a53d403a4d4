package io.quong.dataplane.http;

/**
 * How long a client may take; milliseconds. When a time is over the connection is closed without an
 * answer, as nginx does.
 *
 * @param head for a whole request head, from its first byte; and for the first byte of a connection
 * @param body between two reads of a body
 * @param send between two steps of taking a response
 * @param idle between two requests
 * @param linger for a client to see the last answer, before a connection with unread bytes is
 *     closed
 * @param minRate bytes a second that a client has to send of a body, and to take of a response,
 *     while it is waited for; 0 for no such rule
 * @param keepaliveRequests how many requests a connection carries
 */
public record ClientTimeouts(
    long head, long body, long send, long idle, long linger, long minRate, int keepaliveRequests) {
  /** nginx's defaults; those that Kong sets stay as they are. */
  public static final ClientTimeouts DEFAULT =
      new ClientTimeouts(60_000, 60_000, 60_000, 75_000, 5_000, 0, 10_000);
}
