package io.quong.plugin.message;

/**
 * The parts of a URL as Kong takes them apart: nothing is decoded, nothing is refused. A part that
 * is not there is null; a port that is not there or no number is 0.
 */
public record Url(
    String scheme, String userInfo, String host, int port, String path, String query) {
  private static final int MAX_PORT = 65_535;

  public static Url parse(String text) {
    String rest = before(text, '#');
    String query = after(rest, '?');
    rest = before(rest, '?');
    String scheme = null;
    int colon = rest.indexOf(':');
    if (isScheme(rest, colon)) {
      scheme = rest.substring(0, colon);
      rest = rest.substring(colon + 1);
    }
    if (!rest.startsWith("//")) {
      return new Url(scheme, null, null, 0, rest.isEmpty() ? null : rest, query);
    }
    int slash = rest.indexOf('/', 2);
    String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
    String path = slash < 0 ? null : rest.substring(slash);
    int at = authority.lastIndexOf('@');
    String userInfo = at < 0 ? null : authority.substring(0, at);
    String hostAndPort = authority.substring(at + 1);
    int portColon = hostAndPort.indexOf(':', hostAndPort.indexOf(']') + 1);
    String host = portColon < 0 ? hostAndPort : hostAndPort.substring(0, portColon);
    int port = portColon < 0 ? 0 : port(hostAndPort.substring(portColon + 1));
    return new Url(scheme, userInfo, host.isEmpty() ? null : host, port, path, query);
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String after(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? null : text.substring(at + 1);
  }

  private static boolean isScheme(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && !(i > 0 && other)) {
        return false;
      }
    }
    return end > 0;
  }

  private static int port(String digits) {
    try {
      int port = Integer.parseInt(digits);
      return port > 0 && port <= MAX_PORT ? port : 0;
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  /** Without the login. */
  @Override
  public String toString() {
    return scheme + "://" + host + (port == 0 ? "" : ":" + port) + (path == null ? "" : path);
  }
}
