package io.quong.plugin;

/** The phases of a request, in their order; Kong's names. */
public enum Phase {
  CERTIFICATE,
  REWRITE,
  ACCESS,
  RESPONSE,
  HEADER_FILTER,
  BODY_FILTER,
  LOG
}
