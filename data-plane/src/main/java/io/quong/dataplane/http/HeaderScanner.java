package io.quong.dataplane.http;

/**
 * Finds the parts of header lines, byte by byte as nginx does, and can be stopped and continued
 * anywhere. Lines end with LF or CRLF. Blanks around a value are no part of it, tabs are.
 */
final class HeaderScanner {
  /** What {@link #scan} stopped at. */
  enum Found {
    /** The end of what there is. */
    NOTHING,
    /** A complete line. */
    LINE,
    /** The empty line behind the last. */
    END,
    /** A blank, a control byte or nothing in a name, a NUL or lone CR, a line without colon. */
    FAULT
  }

  private enum State {
    START,
    NAME,
    BEFORE_VALUE,
    VALUE,
    LINE_CR,
    END_CR
  }

  private State state = State.START;
  private int position;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
  private int hash;
  private boolean plainName;

  void reset(int start) {
    state = State.START;
    position = start;
  }

  int position() {
    return position;
  }

  int nameStart() {
    return nameStart;
  }

  int nameEnd() {
    return nameEnd;
  }

  int valueStart() {
    return valueStart;
  }

  int valueEnd() {
    return valueEnd;
  }

  int hash() {
    return hash;
  }

  /** Whether the name is of letters, digits, dashes and underscores alone. */
  boolean plainName() {
    return plainName;
  }

  Found scan(byte[] bytes, int limit) {
    while (position < limit) {
      byte b = bytes[position];
      switch (state) {
        case START -> {
          if (b == '\r') {
            state = State.END_CR;
            position++;
          } else if (b == '\n') {
            position++;
            return Found.END;
          } else if (b == ':' || HeaderBytes.breaksName(b)) {
            return Found.FAULT;
          } else {
            nameStart = position;
            hash = 0;
            plainName = true;
            state = State.NAME;
          }
        }
        case NAME -> {
          if (!scanName(bytes, limit)) {
            return Found.FAULT;
          }
        }
        case BEFORE_VALUE -> {
          if (b == ' ') {
            position++;
          } else {
            valueStart = position;
            state = State.VALUE;
          }
        }
        case VALUE -> {
          position = endOfValue(bytes, position, limit);
          if (position == limit) {
            break;
          }
          byte stop = bytes[position];
          if (stop == 0) {
            return Found.FAULT;
          }
          trim(bytes);
          if (stop == '\n') {
            return lineEnded();
          }
          position++;
          state = State.LINE_CR;
        }
        case LINE_CR -> {
          if (b == '\n') {
            return lineEnded();
          }
          if (b != '\r') {
            return Found.FAULT;
          }
          position++;
        }
        case END_CR -> {
          if (b != '\n') {
            return Found.FAULT;
          }
          position++;
          return Found.END;
        }
      }
    }
    return Found.NOTHING;
  }

  private Found lineEnded() {
    position++;
    state = State.START;
    return Found.LINE;
  }

  private boolean scanName(byte[] bytes, int limit) {
    int at = position;
    int sum = hash;
    boolean plain = plainName;
    while (at < limit) {
      byte b = bytes[at];
      if (!HeaderBytes.inPlainName(b)) {
        if (b == ':') {
          nameEnd = at++;
          state = State.BEFORE_VALUE;
          break;
        }
        if (HeaderBytes.breaksName(b)) {
          position = at;
          return false;
        }
        plain = false;
      }
      sum = HeaderHash.step(sum, b);
      at++;
    }
    position = at;
    hash = sum;
    plainName = plain;
    return true;
  }

  private static int endOfValue(byte[] bytes, int from, int limit) {
    for (int at = from; at < limit; at++) {
      byte b = bytes[at];
      if (b <= '\r' && (b == '\r' || b == '\n' || b == 0)) {
        return at;
      }
    }
    return limit;
  }

  private void trim(byte[] bytes) {
    int end = position;
    while (end > valueStart && bytes[end - 1] == ' ') {
      end--;
    }
    valueEnd = end;
  }
}
