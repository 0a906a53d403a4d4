package io.quong.dataplane.http;

/**
 * What an upstream did wrong. Comes instead of a {@link ResponseHead} or of the rest of a body; the
 * connection is of no use any more and whoever receives this closes it.
 */
public enum UpstreamFault {
  /** No status line, a header line that is none, a chunk that is none. */
  MALFORMED,
  /** A head over the limit. */
  HEAD_TOO_LARGE,
  /**
   * Content-Length twice, not a number or beside Transfer-Encoding; another encoding than chunked.
   */
  CONFLICTING_LENGTHS,
  /**
   * The connection ended before the head was complete; {@link #CLOSED_IN_BODY} is the other case.
   */
  CLOSED_BEFORE_HEAD,
  /** The connection ended in the middle of a body. */
  CLOSED_IN_BODY,
  /** Bytes on a connection that has nothing to answer. */
  SURPLUS_BYTES
}
