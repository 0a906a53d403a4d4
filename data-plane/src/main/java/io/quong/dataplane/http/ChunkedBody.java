package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;

/**
 * Reads a chunked body as nginx does: lines may end with LF alone, extensions and trailers are
 * passed over, though not without end.
 */
final class ChunkedBody {
  /** Bytes of extensions and trailers in one body. nginx has no limit; nobody needs more. */
  private static final int MAX_PASSED_OVER = 32 * 1024;

  private static final long MAX_SIZE = Long.MAX_VALUE >> 8;

  private enum State {
    SIZE_START,
    SIZE,
    EXTENSION,
    SIZE_CR,
    DATA,
    AFTER_DATA,
    AFTER_DATA_CR,
    TRAILER_START,
    TRAILER,
    TRAILER_CR,
    END_CR,
    DONE,
    BAD
  }

  private State state = State.SIZE_START;
  private long left;
  private int passedOver;

  void reset() {
    state = State.SIZE_START;
    left = 0;
    passedOver = 0;
  }

  boolean done() {
    return state == State.DONE;
  }

  boolean bad() {
    return state == State.BAD;
  }

  /**
   * Reads until there is a piece of data, the end, a fault, or nothing more to read.
   *
   * @return a counted piece, or null
   */
  ByteBuf read(ByteBuf in) {
    while (in.isReadable() && state != State.DONE && state != State.BAD) {
      if (state == State.DATA) {
        int count = (int) Math.min(left, in.readableBytes());
        left -= count;
        if (left == 0) {
          state = State.AFTER_DATA;
        }
        return in.readRetainedSlice(count);
      }
      state = next(in.readByte());
    }
    return null;
  }

  private State next(byte b) {
    return switch (state) {
      case SIZE_START, SIZE -> size(b);
      case EXTENSION -> passOver(b, State.SIZE_CR, State.EXTENSION);
      case SIZE_CR -> b == '\n' ? afterSize() : State.BAD;
      case AFTER_DATA -> b == '\r' ? State.AFTER_DATA_CR : b == '\n' ? State.SIZE_START : State.BAD;
      case AFTER_DATA_CR -> b == '\n' ? State.SIZE_START : State.BAD;
      case TRAILER_START ->
          b == '\r'
              ? State.END_CR
              : b == '\n' ? State.DONE : passOver(b, State.TRAILER_CR, State.TRAILER);
      case TRAILER -> passOver(b, State.TRAILER_CR, State.TRAILER);
      case TRAILER_CR -> b == '\n' ? State.TRAILER_START : State.BAD;
      case END_CR -> b == '\n' ? State.DONE : State.BAD;
      case DATA, DONE, BAD -> state;
    };
  }

  private State size(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      if (left > MAX_SIZE) {
        return State.BAD;
      }
      left = left * 16 + digit;
      return State.SIZE;
    }
    if (state == State.SIZE_START) {
      return State.BAD;
    }
    return switch (b) {
      case '\r' -> State.SIZE_CR;
      case '\n' -> afterSize();
      case ';', ' ', '\t' -> State.EXTENSION;
      default -> State.BAD;
    };
  }

  private State afterSize() {
    return left == 0 ? State.TRAILER_START : State.DATA;
  }

  private State passOver(byte b, State atCr, State otherwise) {
    if (b == '\r') {
      return atCr;
    }
    if (b == '\n') {
      return atCr == State.SIZE_CR ? afterSize() : State.TRAILER_START;
    }
    return ++passedOver > MAX_PASSED_OVER ? State.BAD : otherwise;
  }
}
