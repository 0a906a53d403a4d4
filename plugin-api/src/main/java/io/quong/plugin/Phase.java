package io.quong.plugin;

/** The phases of a request and of a stream, in their order; Kong's names. */
public enum Phase {
  CERTIFICATE,
  PREREAD,
  REWRITE,
  ACCESS,
  RESPONSE,
  HEADER_FILTER,
  BODY_FILTER,
  LOG
}
