package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Reads the heads of an upstream's responses. Interim ones are passed over, but for 101; a head is
 * held to the limit together with those before it.
 */
final class ResponseParser {
  private static final int FIRST_SIZE = 1024;
  private static final int ROOM_TO_ADD = 512;
  private static final int MAX_LINES = 1000;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final HttpLimits limits;
  private final StatusLine line = new StatusLine();
  private final HeaderScanner scanner = new HeaderScanner();

  private byte[] bytes;
  private int filled;
  private int interimSize;
  private boolean inLine;
  private HeaderBlock headers;
  private long contentLength;
  private boolean lengthSeen;
  private boolean chunked;
  private boolean encodingSeen;
  private boolean close;
  private boolean keepAlive;
  private UpstreamFault fault;

  ResponseParser(HttpLimits limits) {
    this.limits = limits;
  }

  /** Whether any byte came of what is to be the next response. */
  boolean started() {
    return bytes != null || interimSize > 0;
  }

  /**
   * Reads on; what stands behind a complete head is left in the buffer.
   *
   * @param toHead whether the request was a HEAD, so that no body follows
   * @return a {@link ResponseHead}, an {@link UpstreamFault}, or null when more bytes are needed
   */
  Object parse(ByteBuf in, boolean toHead) {
    while (in.isReadable()) {
      if (bytes == null) {
        begin(in);
      }
      fill(in);
      boolean complete = advance();
      if (fault != null) {
        return fault;
      }
      if (complete) {
        in.readerIndex(in.readerIndex() - (filled - position()));
        if (interim()) {
          interimSize += position();
          bytes = null;
          continue;
        }
        ResponseHead head = head(toHead);
        bytes = null;
        headers = null;
        interimSize = 0;
        return head;
      }
      if (interimSize + position() >= limits.responseHead()) {
        fault = UpstreamFault.HEAD_TOO_LARGE;
        return fault;
      }
    }
    return null;
  }

  private void begin(ByteBuf in) {
    int size = Math.min(in.readableBytes(), limits.responseHead());
    bytes = new byte[Math.max(FIRST_SIZE, size + ROOM_TO_ADD)];
    filled = 0;
    inLine = true;
    line.reset();
    headers = HeaderBlock.over(bytes, 0);
    contentLength = -1;
    lengthSeen = false;
    chunked = false;
    encodingSeen = false;
    close = false;
    keepAlive = false;
  }

  private void fill(ByteBuf in) {
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int count = Math.min(in.readableBytes(), bytes.length - filled);
    in.readBytes(bytes, filled, count);
    filled += count;
  }

  private int position() {
    return inLine ? line.position() : scanner.position();
  }

  private boolean interim() {
    return line.status() < 200 && line.status() != SWITCHING_PROTOCOLS;
  }

  /** Reads up to the limit or the head's end. */
  private boolean advance() {
    int limit = Math.min(filled, limits.responseHead() - interimSize);
    if (inLine) {
      switch (line.scan(bytes, limit)) {
        case NOTHING -> {
          return false;
        }
        case FAULT -> {
          fault = UpstreamFault.MALFORMED;
          return false;
        }
        case LINE -> {
          scanner.reset(line.position());
          inLine = false;
        }
      }
    }
    while (fault == null) {
      switch (scanner.scan(bytes, limit)) {
        case NOTHING -> {
          return false;
        }
        case FAULT -> fault = UpstreamFault.MALFORMED;
        case END -> {
          judge();
          return true;
        }
        case LINE -> keepLine();
      }
    }
    return false;
  }

  private void keepLine() {
    int from = scanner.valueStart();
    int to = scanner.valueEnd();
    if (headers.size() == MAX_LINES) {
      fault = UpstreamFault.HEAD_TOO_LARGE;
      return;
    }
    headers.addRange(scanner.nameStart(), scanner.nameEnd(), from, to, scanner.hash());
    ResponseField field =
        ResponseField.of(scanner.hash(), bytes, scanner.nameStart(), scanner.nameEnd());
    if (field == null) {
      return;
    }
    switch (field) {
      case CONTENT_LENGTH -> {
        contentLength = ContentLength.parse(bytes, from, to);
        if (lengthSeen || contentLength < 0) {
          fault = UpstreamFault.CONFLICTING_LENGTHS;
        }
        lengthSeen = true;
      }
      case TRANSFER_ENCODING -> {
        chunked = Tokens.equalsIgnoreCase(bytes, from, to, "chunked");
        if (encodingSeen || !chunked) {
          fault = UpstreamFault.CONFLICTING_LENGTHS;
        }
        encodingSeen = true;
      }
      case CONNECTION -> {
        close |= Tokens.contains(bytes, from, to, "close");
        keepAlive |= Tokens.contains(bytes, from, to, "keep-alive");
      }
    }
  }

  private void judge() {
    if (lengthSeen && chunked) {
      fault = UpstreamFault.CONFLICTING_LENGTHS;
    }
  }

  private ResponseHead head(boolean toHead) {
    int status = line.status();
    headers.rebase(bytes, position());
    Framing framing = framing(status, toHead);
    boolean persistent = !close && (keepAlive || line.version() != HttpVersion.HTTP_1_0);
    return new ResponseHead(
        status,
        line.reason(bytes),
        line.version(),
        headers,
        framing,
        contentLength,
        persistent && framing != Framing.CLOSE && status != SWITCHING_PROTOCOLS,
        position());
  }

  private Framing framing(int status, boolean toHead) {
    if (toHead || status == 204 || status == 304 || status < 200) {
      return Framing.NONE;
    }
    if (chunked) {
      return Framing.CHUNKED;
    }
    if (lengthSeen) {
      return contentLength == 0 ? Framing.NONE : Framing.LENGTH;
    }
    return Framing.CLOSE;
  }
}
