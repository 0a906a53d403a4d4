package io.quong.dataplane.path;

import io.netty.util.NetUtil;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.router.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * Who the client says it is and what it says it asked for, as far as its peer is trusted. Worked
 * out once, before plugins can change a header.
 *
 * @param clientIp after {@code real_ip_header}
 * @param clientPort after it, too; the connection's when the header names none
 * @param forwardedFor the whole {@code X-Forwarded-For} for the upstream
 */
record Forwarded(
    String clientIp,
    int clientPort,
    String proto,
    String host,
    int port,
    String portText,
    String path,
    String prefix,
    String forwardedFor) {

  static Forwarded of(
      RequestHead head, Target target, ConnectionInfo connection, ProxySettings settings) {
    HeaderBlock headers = head.headers();
    InetSocketAddress peer = connection.peer();
    boolean trusted = settings.trusts(connection.tcpPeer());
    String peerIp = peer.getAddress().getHostAddress();
    String ip = peerIp;
    int clientPort = peer.getPort();
    if (trusted) {
      String real = realIp(headers, settings, ip);
      if (!real.equals(ip)) {
        ip = real;
      }
    }
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
        clientPort,
        proto != null ? proto : scheme,
        host != null ? host : host(head),
        number(portText, port),
        portText != null ? portText : Integer.toString(port),
        path != null ? path : target == null ? head.target() : target.rawPath(),
        prefix,
        before == null || before.isEmpty() ? ip : before + ", " + peerIp);
  }

  /** The host asked for: lower case, without port; {@code kong} when there is none. */
  static String host(RequestHead head) {
    String host = head.authority() != null ? head.authority() : head.headers().get(HeaderName.HOST);
    if (host == null || host.isEmpty()) {
      return "kong";
    }
    return withoutPort(host).toLowerCase(Locale.ROOT);
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

  private static String realIp(HeaderBlock headers, ProxySettings settings, String otherwise) {
    if (settings.realIpHeader.equals("proxy_protocol")) {
      return otherwise;
    }
    List<String> lines = headers.all(settings.realIpHeader);
    if (lines.isEmpty()) {
      return otherwise;
    }
    String[] entries = String.join(",", lines).split(",", -1);
    String found = otherwise;
    for (int i = entries.length - 1; i >= 0; i--) {
      InetAddress address = address(entries[i].trim());
      if (address == null) {
        return found;
      }
      found = address.getHostAddress();
      if (!settings.realIpRecursive || !settings.trusts(new InetSocketAddress(address, 0))) {
        return found;
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
