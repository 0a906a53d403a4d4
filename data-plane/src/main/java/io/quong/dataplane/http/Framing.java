package io.quong.dataplane.http;

/** How the end of a body is told. */
public enum Framing {
  /** There is no body. */
  NONE,
  /** A number of bytes that is known beforehand. */
  LENGTH,
  /** Of unknown length: chunks in HTTP/1.1, DATA frames until END_STREAM in HTTP/2. */
  CHUNKED,
  /** Until the connection ends; responses only. */
  CLOSE
}
