package io.quong.dataplane.http;

/** An interim answer, written before the {@link ResponseHead}. */
public enum Interim {
  /** {@code 100 Continue}: the gateway is going to read the body. */
  CONTINUE
}
