package io.quong.dataplane.http;

import java.nio.charset.StandardCharsets;

/** Finds the parts of a status line with nginx's rules; the phrase may be missing. */
final class StatusLine {
  /** What {@link #scan} stopped at. */
  enum Found {
    NOTHING,
    LINE,
    FAULT
  }

  private enum State {
    PROTOCOL,
    MAJOR_START,
    MAJOR,
    MINOR_START,
    MINOR,
    STATUS,
    AFTER_STATUS,
    PHRASE,
    CR
  }

  private static final byte[] PROTOCOL = "HTTP/".getBytes(StandardCharsets.ISO_8859_1);
  private static final int MAX_VERSION = 99;

  private State state = State.PROTOCOL;
  private int position;
  private int major;
  private int minor;
  private int status;
  private int statusDigits;
  private int phraseStart;
  private int phraseEnd;

  void reset() {
    state = State.PROTOCOL;
    position = 0;
    status = 0;
    statusDigits = 0;
    phraseStart = 0;
    phraseEnd = 0;
  }

  int position() {
    return position;
  }

  Found scan(byte[] bytes, int limit) {
    while (position < limit) {
      byte b = bytes[position];
      Found found =
          switch (state) {
            case PROTOCOL, MAJOR_START, MAJOR, MINOR_START, MINOR -> version(b);
            case STATUS -> statusDigit(b);
            case AFTER_STATUS -> afterStatus(b);
            case PHRASE -> phrase(b);
            case CR -> b == '\n' ? Found.LINE : Found.FAULT;
          };
      position++;
      if (found != Found.NOTHING) {
        return found;
      }
    }
    return Found.NOTHING;
  }

  private Found version(byte b) {
    if (state == State.PROTOCOL) {
      if (b != PROTOCOL[position]) {
        return Found.FAULT;
      }
      if (position == PROTOCOL.length - 1) {
        state = State.MAJOR_START;
      }
      return Found.NOTHING;
    }
    boolean digit = b >= '0' && b <= '9';
    switch (state) {
      case MAJOR_START -> {
        if (b < '1' || b > '9') {
          return Found.FAULT;
        }
        major = b - '0';
        state = State.MAJOR;
      }
      case MAJOR -> {
        if (b == '.') {
          state = State.MINOR_START;
        } else if (!digit || major > MAX_VERSION) {
          return Found.FAULT;
        } else {
          major = major * 10 + (b - '0');
        }
      }
      case MINOR_START -> {
        if (!digit) {
          return Found.FAULT;
        }
        minor = b - '0';
        state = State.MINOR;
      }
      default -> {
        if (b == ' ') {
          state = State.STATUS;
        } else if (!digit || minor > MAX_VERSION) {
          return Found.FAULT;
        } else {
          minor = minor * 10 + (b - '0');
        }
      }
    }
    return Found.NOTHING;
  }

  private Found statusDigit(byte b) {
    if (b == ' ' && statusDigits == 0) {
      return Found.NOTHING;
    }
    if (b < '0' || b > '9') {
      return Found.FAULT;
    }
    status = status * 10 + (b - '0');
    if (++statusDigits == 3) {
      state = State.AFTER_STATUS;
    }
    return status == 0 && statusDigits == 1 ? Found.FAULT : Found.NOTHING;
  }

  private Found afterStatus(byte b) {
    // IIS sends sub-statuses, as in 403.1.
    if (b == ' ' || b == '.') {
      phraseStart = position + 1;
      state = State.PHRASE;
      return Found.NOTHING;
    }
    phraseStart = position;
    return b == '\r' || b == '\n' ? phrase(b) : Found.FAULT;
  }

  private Found phrase(byte b) {
    if (b == '\r') {
      phraseEnd = position;
      state = State.CR;
      return Found.NOTHING;
    }
    if (b == '\n') {
      phraseEnd = position;
      return Found.LINE;
    }
    return b == 0 ? Found.FAULT : Found.NOTHING;
  }

  int status() {
    return status;
  }

  String reason(byte[] bytes) {
    if (phraseEnd == phraseStart + 2
        && bytes[phraseStart] == 'O'
        && bytes[phraseStart + 1] == 'K') {
      return "OK";
    }
    return new String(bytes, phraseStart, phraseEnd - phraseStart, StandardCharsets.ISO_8859_1);
  }

  HttpVersion version() {
    return major == 1 && minor == 0
        ? HttpVersion.HTTP_1_0
        : major == 1 && minor == 1 ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_X;
  }
}
