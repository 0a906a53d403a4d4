package io.quong.dataplane.http;

/** The version that a message came with. */
public enum HttpVersion {
  HTTP_1_0("1.0"),
  HTTP_1_1("1.1"),
  /** HTTP/1.2 and up, taken as 1.1; {@code Via} names no version for it. */
  HTTP_1_X(""),
  HTTP_2("2");

  private final String number;

  HttpVersion(String number) {
    this.number = number;
  }

  /** {@code 1.0}, {@code 1.1}, {@code 2}; empty for later minor versions of 1. */
  public String number() {
    return number;
  }
}
