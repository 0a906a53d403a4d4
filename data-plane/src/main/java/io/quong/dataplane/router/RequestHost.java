package io.quong.dataplane.router;

/**
 * A Host header in its parts.
 *
 * @param name lower case; a text that is no {@code name:digits} is taken whole, so that {@code
 *     name:abc} is not {@code name}
 * @param port what the header says, else what was given for it
 */
record RequestHost(String name, int port) {
  private static final int MOST_DIGITS = 9;

  /**
   * @param header as sent: a name, an IPv4 address or {@code [an IPv6 address]}, and perhaps a port
   * @param otherwise the port when the header has none
   */
  static RequestHost parse(String header, int otherwise) {
    String lower = HostPattern.lower(header);
    int colon =
        lower.startsWith("[") ? lower.indexOf(':', lower.indexOf(']') + 1) : lower.indexOf(':');
    if (colon < 0) {
      return new RequestHost(lower, otherwise);
    }
    int port = digits(lower, colon + 1);
    return port < 0
        ? new RequestHost(lower, otherwise)
        : new RequestHost(lower.substring(0, colon), port);
  }

  private static int digits(String text, int from) {
    if (from == text.length() || text.length() - from > MOST_DIGITS) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
