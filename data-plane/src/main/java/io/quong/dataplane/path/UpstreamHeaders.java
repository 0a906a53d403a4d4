package io.quong.dataplane.path;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.dataplane.http.HttpVersion;
import java.util.List;
import java.util.Locale;

/** The headers that go up: the gateway's own, then the client's in their order. */
final class UpstreamHeaders {
  private static final HeaderName[] OWN = {
    HeaderName.CONNECTION,
    HeaderName.KEEP_ALIVE,
    HeaderName.PROXY_CONNECTION,
    HeaderName.PROXY,
    HeaderName.EXPECT,
    HeaderName.TRANSFER_ENCODING,
    HeaderName.UPGRADE,
    HeaderName.TE,
    HeaderName.VIA,
    HeaderName.HOST,
    HeaderName.CONTENT_LENGTH,
    HeaderName.X_FORWARDED_FOR,
    HeaderName.X_FORWARDED_PROTO,
    HeaderName.X_FORWARDED_HOST,
    HeaderName.X_FORWARDED_PORT,
    HeaderName.X_FORWARDED_PATH,
    HeaderName.X_FORWARDED_PREFIX,
    HeaderName.X_REAL_IP,
  };

  private UpstreamHeaders() {}

  /**
   * @param host for the Host line
   * @param contentLength of the body, or -1 when it is not known or there is none
   */
  static HeaderBlock of(HttpExchange exchange, String host, long contentLength) {
    HeaderBlock client = exchange.head.headers().copy();
    Forwarded forwarded = exchange.forwarded;
    ProxySettings settings = exchange.loop.settings;
    boolean trailers = client.hasToken(HeaderName.TE, "trailers");
    boolean websocket = client.hasIgnoreCase(HeaderName.UPGRADE, "websocket");
    String via = client.get(HeaderName.VIA);
    removeListed(client);
    for (HeaderName name : OWN) {
      client.remove(name);
    }
    HeaderBlock up = new HeaderBlock();
    if (trailers) {
      up.add(HeaderName.TE, "trailers");
    }
    String version =
        exchange.head.version() == HttpVersion.HTTP_1_0 ? "1" : exchange.head.version().number();
    String own = version + " " + settings.software;
    up.add(HeaderName.VIA, via == null || via.isEmpty() ? own.trim() : via + ", " + own.trim());
    up.add(HeaderName.HOST, host);
    if (websocket) {
      up.add(HeaderName.UPGRADE, "websocket");
    }
    up.add(HeaderName.CONNECTION, websocket ? "keep-alive, Upgrade" : "keep-alive");
    up.add(HeaderName.X_FORWARDED_FOR, forwarded.forwardedFor());
    String prefix =
        forwarded.prefix() != null ? forwarded.prefix() : exchange.match.strippedPrefix();
    addForwarded(up, forwarded, HeaderName.X_FORWARDED_PROTO, forwarded.proto());
    addForwarded(up, forwarded, HeaderName.X_FORWARDED_HOST, forwarded.host());
    addForwarded(up, forwarded, HeaderName.X_FORWARDED_PORT, forwarded.portText());
    addForwarded(up, forwarded, HeaderName.X_FORWARDED_PATH, forwarded.path());
    addForwarded(up, forwarded, HeaderName.X_FORWARDED_PREFIX, prefix);
    up.add(HeaderName.X_REAL_IP, forwarded.clientIp());
    if (settings.requestIdUpstream) {
      client.remove(HeaderName.X_KONG_REQUEST_ID);
      up.add(HeaderName.X_KONG_REQUEST_ID, exchange.requestId());
    }
    if (contentLength >= 0) {
      up.add(HeaderName.CONTENT_LENGTH, Long.toString(contentLength));
    }
    up.addAll(client);
    return up;
  }

  private static void addForwarded(
      HeaderBlock up, Forwarded forwarded, HeaderName name, String value) {
    if (value != null && !forwarded.blank().contains(name)) {
      up.add(name, value);
    }
  }

  /** Hop by hop: whatever the Connection lines name. */
  private static void removeListed(HeaderBlock headers) {
    List<String> lines = headers.all(HeaderName.CONNECTION);
    for (String line : lines) {
      if (line.equalsIgnoreCase("keep-alive") || line.equalsIgnoreCase("close")) {
        continue;
      }
      for (String item : line.split(",")) {
        String name = item.trim().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !name.equals("close") && !name.equals("keep-alive")) {
          headers.remove(name);
        }
      }
    }
  }
}
