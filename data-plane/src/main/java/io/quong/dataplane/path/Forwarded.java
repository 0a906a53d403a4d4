package io.quong.dataplane.path;

import io.netty.util.NetUtil;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.router.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who the client says it is and what it says it asked for, as far as its peer is trusted. Worked
 * out once, before plugins can change a header.
 *
 * @param clientIp after {@code real_ip_header}
 * @param clientPort after it, too; the connection's when the header names none
 * @param forwardedFor the whole {@code X-Forwarded-For} for the upstream
 * @param blank headers that a trusted client sent without a value: they go to the upstream as none
 *     at all, as Kong has it, though here they count as absent
 */
public record Forwarded(
    String clientIp,
    int clientPort,
    String proto,
    String host,
    int port,
    String portText,
    String path,
    String prefix,
    String forwardedFor,
    List<HeaderName> blank) {

  private static final List<HeaderName> MAY_BE_BLANK =
      List.of(
          HeaderName.X_FORWARDED_PROTO,
          HeaderName.X_FORWARDED_HOST,
          HeaderName.X_FORWARDED_PORT,
          HeaderName.X_FORWARDED_PATH,
          HeaderName.X_FORWARDED_PREFIX);

  static Forwarded of(HttpExchange exchange) {
    RequestHead head = exchange.head;
    Target target = exchange.target;
    ConnectionInfo connection = exchange.connection;
    ProxySettings settings = exchange.loop.settings;
    HeaderBlock headers = head.headers();
    boolean trusted = settings.trusts(connection.peer());
    InetSocketAddress client = trusted ? realIp(headers, settings, connection) : connection.peer();
    String ip = text(client);
    String scheme = connection.tls() == null ? "http" : "https";
    int port = settings.published(connection.local().getPort());
    String portText = trusted ? given(headers, HeaderName.X_FORWARDED_PORT) : null;
    String proto = trusted ? given(headers, HeaderName.X_FORWARDED_PROTO) : null;
    String host = trusted ? given(headers, HeaderName.X_FORWARDED_HOST) : null;
    String path = trusted ? given(headers, HeaderName.X_FORWARDED_PATH) : null;
    String prefix = trusted ? given(headers, HeaderName.X_FORWARDED_PREFIX) : null;
    String before = headers.get(HeaderName.X_FORWARDED_FOR);
    return new Forwarded(
        ip,
        client.getPort(),
        proto != null ? proto : scheme,
        host != null ? host : host(head),
        number(portText, port),
        portText != null ? portText : Integer.toString(port),
        path != null ? path : target == null ? head.target() : target.rawPath(),
        prefix,
        before == null ? ip : before + ", " + text(connection.peer()),
        trusted ? blank(headers) : List.of());
  }

  private static List<HeaderName> blank(HeaderBlock headers) {
    List<HeaderName> blank = List.of();
    for (HeaderName name : MAY_BE_BLANK) {
      String value = headers.get(name);
      if (value != null && value.isEmpty()) {
        blank = blank.isEmpty() ? new ArrayList<>() : blank;
        blank.add(name);
      }
    }
    return blank;
  }

  /** The host asked for: lower case, without port; {@code kong} when there is none. */
  static String host(RequestHead head) {
    String host = head.authority() != null ? head.authority() : head.headers().get(HeaderName.HOST);
    if (host == null || host.isEmpty()) {
      return "kong";
    }
    String name = withoutPort(host).toLowerCase(Locale.ROOT);
    // nginx takes the dot of an absolute name off.
    return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  static String withoutPort(String host) {
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? host : host.substring(0, end + 1);
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  private static String given(HeaderBlock headers, HeaderName name) {
    String value = headers.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private static int number(String text, int otherwise) {
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The address as nginx writes it: IPv6 in its short form. */
  public static String text(InetSocketAddress address) {
    return NetUtil.toAddressString(address.getAddress());
  }

  /** nginx's real-ip module: entries from the right, past trusted ones when it is recursive. */
  private static InetSocketAddress realIp(
      HeaderBlock headers, ProxySettings settings, ConnectionInfo connection) {
    if (settings.realIpHeader.equals("proxy_protocol")) {
      return connection.proxied() == null ? connection.peer() : connection.proxied();
    }
    InetSocketAddress found = connection.peer();
    List<String> lines = headers.all(settings.realIpHeader);
    for (int line = lines.size() - 1; line >= 0; line--) {
      String list = lines.get(line);
      for (int end = list.length(); end > 0; ) {
        int start = list.lastIndexOf(',', end - 1);
        InetAddress address = address(list.substring(start + 1, end).trim());
        if (address == null) {
          return found;
        }
        found = new InetSocketAddress(address, connection.peer().getPort());
        if (!settings.realIpRecursive || !settings.trusts(found)) {
          return found;
        }
        end = start;
      }
    }
    return found;
  }

  /** An address, perhaps with a port behind it; null when it is none. */
  private static InetAddress address(String text) {
    String ip = text;
    if (ip.startsWith("[") && ip.indexOf(']') > 0) {
      ip = ip.substring(1, ip.indexOf(']'));
    } else if (ip.indexOf(':') == ip.lastIndexOf(':') && ip.indexOf(':') > 0) {
      ip = ip.substring(0, ip.indexOf(':'));
    }
    return NetUtil.createInetAddressFromIpAddressString(ip);
  }
}
