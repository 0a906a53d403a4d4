package io.quong.dataplane.http;

import java.nio.charset.StandardCharsets;

/**
 * Finds the parts of a request line with nginx's rules: methods of upper-case letters, dashes and
 * underscores; a target that begins with a slash or is absolute; one blank before the version.
 */
final class RequestLine {
  /** What {@link #scan} stopped at. */
  enum Found {
    /** The end of what there is. */
    NOTHING,
    LINE,
    /** Not a request line of HTTP/1. */
    FAULT,
    /** HTTP/2.0 or higher. */
    VERSION
  }

  private enum State {
    METHOD_START,
    METHOD,
    BEFORE_TARGET,
    SCHEME,
    SCHEME_SLASH,
    SCHEME_SLASHES,
    HOST_START,
    HOST,
    HOST_LITERAL,
    HOST_END,
    PORT,
    TARGET,
    BEFORE_VERSION,
    PROTOCOL,
    MAJOR_START,
    MAJOR,
    MINOR_START,
    MINOR,
    AFTER_VERSION,
    CR
  }

  private static final byte[] PROTOCOL = "HTTP/".getBytes(StandardCharsets.ISO_8859_1);
  private static final int MAX_MINOR = 99;

  private State state = State.METHOD_START;
  private int position;
  private int methodEnd;
  private int hostStart;
  private int hostEnd;
  private int authorityEnd;
  private int targetStart;
  private int targetEnd;
  private int protocolAt;
  private int minor;

  void reset() {
    state = State.METHOD_START;
    position = 0;
    hostStart = -1;
    hostEnd = -1;
    targetStart = -1;
    targetEnd = -1;
  }

  int position() {
    return position;
  }

  Found scan(byte[] bytes, int limit) {
    while (position < limit) {
      byte b = bytes[position];
      switch (state) {
        case METHOD_START, METHOD -> {
          if (b == ' ' && state == State.METHOD) {
            methodEnd = position;
            state = State.BEFORE_TARGET;
          } else if ((b >= 'A' && b <= 'Z') || b == '-' || b == '_') {
            state = State.METHOD;
          } else {
            return Found.FAULT;
          }
          position++;
        }
        case BEFORE_TARGET -> {
          if (b == '/') {
            targetStart = position;
            state = State.TARGET;
          } else if (letter(b)) {
            state = State.SCHEME;
          } else if (b != ' ') {
            return Found.FAULT;
          }
          position++;
        }
        case SCHEME,
            SCHEME_SLASH,
            SCHEME_SLASHES,
            HOST_START,
            HOST,
            HOST_LITERAL,
            HOST_END,
            PORT -> {
          if (!authority(b)) {
            return Found.FAULT;
          }
        }
        case TARGET -> {
          int at = position;
          while (at < limit && (bytes[at] > ' ' || bytes[at] < 0) && bytes[at] != 0x7f) {
            at++;
          }
          position = at;
          if (at < limit) {
            if (bytes[at] != ' ') {
              return Found.FAULT;
            }
            targetEnd = at;
            position++;
            state = State.BEFORE_VERSION;
          }
        }
        default -> {
          Found found = version(b);
          if (found != Found.NOTHING) {
            return found;
          }
        }
      }
    }
    return Found.NOTHING;
  }

  /** A byte of an absolute target before its path. */
  private boolean authority(byte b) {
    switch (state) {
      case SCHEME -> {
        if (b == ':') {
          state = State.SCHEME_SLASH;
        } else if (!letter(b) && !digit(b) && b != '+' && b != '-' && b != '.') {
          return false;
        }
      }
      case SCHEME_SLASH, SCHEME_SLASHES -> {
        if (b != '/') {
          return false;
        }
        state = state == State.SCHEME_SLASH ? State.SCHEME_SLASHES : State.HOST_START;
      }
      case HOST_START, HOST -> {
        if (state == State.HOST_START) {
          hostStart = position;
          state = b == '[' ? State.HOST_LITERAL : State.HOST;
        }
        if (state == State.HOST && !letter(b) && !digit(b) && b != '.' && b != '-') {
          hostEnd = position;
          return afterHost(b);
        }
      }
      case HOST_LITERAL -> {
        if (b == ']') {
          state = State.HOST_END;
        } else if (!letter(b) && !digit(b) && ":-._~!$&'()*+,;=".indexOf(b) < 0) {
          return false;
        }
      }
      case HOST_END -> {
        hostEnd = position;
        return afterHost(b);
      }
      default -> {
        if (!digit(b)) {
          return b != ':' && afterHost(b);
        }
      }
    }
    position++;
    return true;
  }

  private boolean afterHost(byte b) {
    switch (b) {
      case ':' -> state = State.PORT;
      case '/', '?' -> {
        authorityEnd = position;
        targetStart = position;
        state = State.TARGET;
      }
      case ' ' -> {
        authorityEnd = position;
        targetStart = position;
        targetEnd = position;
        state = State.BEFORE_VERSION;
      }
      default -> {
        return false;
      }
    }
    position++;
    return true;
  }

  /** A byte behind the target. HTTP/0.9 ends here, and is refused. */
  private Found version(byte b) {
    switch (state) {
      case BEFORE_VERSION -> {
        if (b == 'H') {
          protocolAt = 1;
          state = State.PROTOCOL;
        } else if (b != ' ') {
          return Found.FAULT;
        }
      }
      case PROTOCOL -> {
        if (b != PROTOCOL[protocolAt++]) {
          return Found.FAULT;
        }
        if (protocolAt == PROTOCOL.length) {
          state = State.MAJOR_START;
        }
      }
      case MAJOR_START -> {
        if (b < '1' || b > '9') {
          return Found.FAULT;
        }
        if (b != '1') {
          return Found.VERSION;
        }
        state = State.MAJOR;
      }
      case MAJOR -> {
        if (digit(b)) {
          return Found.VERSION;
        }
        if (b != '.') {
          return Found.FAULT;
        }
        state = State.MINOR_START;
      }
      case MINOR_START -> {
        if (!digit(b)) {
          return Found.FAULT;
        }
        minor = b - '0';
        state = State.MINOR;
      }
      case MINOR, AFTER_VERSION -> {
        if (state == State.MINOR && digit(b)) {
          if (minor > MAX_MINOR) {
            return Found.FAULT;
          }
          minor = minor * 10 + (b - '0');
        } else {
          return lineEnd(b);
        }
      }
      default -> {
        return b == '\n' ? complete() : Found.FAULT;
      }
    }
    position++;
    return Found.NOTHING;
  }

  private Found lineEnd(byte b) {
    if (b == '\n') {
      return complete();
    }
    if (b != '\r' && b != ' ') {
      return Found.FAULT;
    }
    state = b == '\r' ? State.CR : State.AFTER_VERSION;
    position++;
    return Found.NOTHING;
  }

  private Found complete() {
    position++;
    return Found.LINE;
  }

  String method(byte[] bytes) {
    return Methods.of(bytes, 0, methodEnd);
  }

  /** Path and query; a slash is put where an absolute target has no path. */
  String target(byte[] bytes) {
    String text = text(bytes, targetStart, targetEnd);
    return text.isEmpty() || text.charAt(0) == '?' ? "/" + text : text;
  }

  /** Host and port of an absolute target, or null. */
  String authority(byte[] bytes) {
    return hostStart < 0 ? null : text(bytes, hostStart, authorityEnd);
  }

  /** Whether path, escapes and host are what nginx takes. */
  boolean acceptable(byte[] bytes) {
    return (hostStart < 0 || HostCheck.accepts(bytes, hostStart, hostEnd))
        && TargetCheck.accepts(bytes, targetStart, targetEnd);
  }

  HttpVersion version() {
    return switch (minor) {
      case 0 -> HttpVersion.HTTP_1_0;
      case 1 -> HttpVersion.HTTP_1_1;
      default -> HttpVersion.HTTP_1_X;
    };
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean letter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }
}
