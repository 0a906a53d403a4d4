package io.quong.schema.check;

/**
 * A host with an optional port, as Kong reads them: two colons make an IPv6 address (in brackets
 * when a port follows), nothing but digits and dots an IPv4 address, anything else a name.
 *
 * @param host as given, an IPv6 address expanded and without brackets; null when it is refused
 * @param port 0 to 65535, or -1 for none
 * @param refusal the message, or null
 */
public record HostAddress(Kind kind, String host, int port, String refusal) {

  /** What stands for the host. */
  public enum Kind {
    NAME,
    IPV4,
    IPV6
  }

  /** Reads a text; what is wrong with it stands in {@link #refusal}. */
  public static HostAddress parse(String text) {
    int colon = text.indexOf(':');
    if (colon >= 0 && text.indexOf(':', colon + 1) >= 0) {
      return v6(text);
    }
    String host = colon < 0 ? text : text.substring(0, colon);
    boolean dotted = !host.isEmpty() && host.chars().allMatch(c -> c == '.' || isDigit((char) c));
    return dotted ? v4(text, host, colon) : name(text, host, colon);
  }

  private static HostAddress v6(String text) {
    String address = text;
    int port = -1;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ':')) {
        return refused(Kind.IPV6, "invalid ipv6 address: " + text);
      }
      address = text.substring(1, end);
      if (end + 1 < text.length()) {
        port = port(text.substring(end + 2));
        if (port < 0) {
          return refused(Kind.IPV6, "invalid port number");
        }
      }
    }
    byte[] bytes = IpAddress.parseV6(address);
    return bytes == null
        ? refused(Kind.IPV6, "invalid ipv6 address: " + text)
        : new HostAddress(Kind.IPV6, IpAddress.expanded(bytes), port, null);
  }

  private static HostAddress v4(String text, String host, int colon) {
    int port = colon < 0 ? -1 : port(text.substring(colon + 1));
    if (colon >= 0 && port < 0) {
      return refused(Kind.IPV4, "invalid port number");
    }
    return IpAddress.parseV4(host) == null
        ? refused(Kind.IPV4, "invalid ipv4 address: " + text)
        : new HostAddress(Kind.IPV4, host, port, null);
  }

  private static HostAddress name(String text, String host, int colon) {
    if (!isName(host)) {
      return refused(Kind.NAME, "invalid hostname: " + text);
    }
    int port = colon < 0 ? -1 : port(text.substring(colon + 1));
    return colon >= 0 && port < 0
        ? refused(Kind.NAME, "invalid port number")
        : new HostAddress(Kind.NAME, host, port, null);
  }

  private static HostAddress refused(Kind kind, String message) {
    return new HostAddress(kind, null, -1, message);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** No empty part, none that ends in a dash; one dot may end it. */
  private static boolean isName(String host) {
    char before = '.';
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
      if (!letter && c != '-' && c != '_' && c != '.') {
        return false;
      }
      if (c == '.' && (before == '.' || before == '-')) {
        return false;
      }
      before = c;
    }
    return !host.isEmpty() && before != '-';
  }

  private static int port(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> isDigit((char) c))) {
      return -1;
    }
    int port = Integer.parseInt(text);
    return port <= 65535 ? port : -1;
  }

  public boolean isAddress() {
    return kind != Kind.NAME;
  }

  /** {@code host:port}, IPv6 in brackets. */
  public String with(int defaultPort) {
    String shown = kind == Kind.IPV6 ? "[" + host + "]" : host;
    return shown + ":" + (port < 0 ? defaultPort : port);
  }
}
