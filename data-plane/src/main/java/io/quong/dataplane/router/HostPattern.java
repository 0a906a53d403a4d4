package io.quong.dataplane.router;

/**
 * One entry of a route's hosts.
 *
 * @param kind how the text is compared
 * @param text lower case: the whole name, {@code .x.test} of {@code *.x.test}, {@code x.} of {@code
 *     x.*}
 * @param port the port asked for, or {@link #ANY_PORT}
 */
record HostPattern(Kind kind, String text, int port) {
  static final int ANY_PORT = -1;

  enum Kind {
    EXACT,
    SUFFIX,
    PREFIX
  }

  static HostPattern parse(String configured) {
    RequestHost host = RequestHost.parse(configured, ANY_PORT);
    String name = host.name();
    if (name.startsWith("*")) {
      return new HostPattern(Kind.SUFFIX, name.substring(1), host.port());
    }
    if (name.endsWith("*")) {
      return new HostPattern(Kind.PREFIX, name.substring(0, name.length() - 1), host.port());
    }
    return new HostPattern(Kind.EXACT, name, host.port());
  }

  /** Text of ASCII letters in lower case; the text itself when it has no capitals. */
  static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return lowered(text);
      }
    }
    return text;
  }

  private static String lowered(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return out.toString();
  }
}
