package io.quong.dataplane.http;

/** What the header lines of a request say about its body and its connection. */
final class RequestFraming {
  private int seen;
  private boolean close;
  private boolean keepAlive;
  private boolean chunked;
  private boolean unknownEncoding;
  private boolean continueAsked;
  private long contentLength;

  void reset() {
    seen = 0;
    close = false;
    keepAlive = false;
    chunked = false;
    unknownEncoding = false;
    continueAsked = false;
    contentLength = -1;
  }

  /**
   * Takes one line in.
   *
   * @return false when the line makes the request a 400
   */
  boolean line(RequestField field, byte[] bytes, int from, int to) {
    if (field.once() && (seen & field.bit()) != 0) {
      return false;
    }
    seen |= field.bit();
    switch (field) {
      case HOST -> {
        return HostCheck.accepts(bytes, from, to);
      }
      case CONTENT_LENGTH -> contentLength = ContentLength.parse(bytes, from, to);
      case TRANSFER_ENCODING -> {
        chunked = Tokens.equalsIgnoreCase(bytes, from, to, "chunked");
        unknownEncoding = !chunked;
      }
      case CONNECTION -> {
        close |= Tokens.contains(bytes, from, to, "close");
        keepAlive |= Tokens.contains(bytes, from, to, "keep-alive");
      }
      case EXPECT -> continueAsked = Tokens.equalsIgnoreCase(bytes, from, to, "100-continue");
      case AUTHORIZATION,
          CONTENT_RANGE,
          IF_MATCH,
          IF_NONE_MATCH,
          IF_MODIFIED_SINCE,
          IF_UNMODIFIED_SINCE,
          IF_RANGE -> {}
    }
    return true;
  }

  /** The verdict on a complete head, in nginx's order; null when there is nothing to refuse. */
  Refusal judge(String method, HttpVersion version, HttpLimits limits) {
    boolean old = version == HttpVersion.HTTP_1_0;
    boolean length = has(RequestField.CONTENT_LENGTH);
    boolean encoding = has(RequestField.TRANSFER_ENCODING);
    if ((!has(RequestField.HOST) && !old)
        || (length && contentLength < 0)
        || (encoding && old)
        || (chunked && length)) {
      return Refusal.BAD_REQUEST;
    }
    if (unknownEncoding) {
      return Refusal.NOT_IMPLEMENTED;
    }
    if (method.equals("TRACE") || method.equals("CONNECT")) {
      return Refusal.METHOD_NOT_ALLOWED;
    }
    return limits.body() > 0 && contentLength > limits.body() ? Refusal.PAYLOAD_TOO_LARGE : null;
  }

  private boolean has(RequestField field) {
    return (seen & field.bit()) != 0;
  }

  Framing framing() {
    if (chunked) {
      return Framing.CHUNKED;
    }
    return contentLength > 0 ? Framing.LENGTH : Framing.NONE;
  }

  /** Bytes of the body; -1 when no Content-Length tells. */
  long contentLength() {
    return contentLength;
  }

  boolean keepAlive(HttpVersion version) {
    return !close && (keepAlive || version != HttpVersion.HTTP_1_0);
  }

  boolean expectContinue(HttpVersion version) {
    return continueAsked && version != HttpVersion.HTTP_1_0;
  }
}
