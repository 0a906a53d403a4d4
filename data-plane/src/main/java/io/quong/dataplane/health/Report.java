package io.quong.dataplane.health;

/** What a request or a probe tells of an address. */
public enum Report {
  SUCCESS,
  /** A status that is listed as a failure. */
  HTTP_FAILURE,
  /** Refused, closed too early, TLS that failed. */
  TCP_FAILURE,
  TIMEOUT
}
