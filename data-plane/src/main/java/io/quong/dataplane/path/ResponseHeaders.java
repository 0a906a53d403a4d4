package io.quong.dataplane.path;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.plugin.Passport;
import io.quong.plugin.Passport.State;
import java.util.Locale;
import java.util.Set;

/** What the gateway does to the headers on their way down. */
final class ResponseHeaders {
  private static final Set<String> WITH_CHARSET =
      Set.of(
          "text/html",
          "text/plain",
          "text/xml",
          "text/vnd.wap.wml",
          "application/javascript",
          "application/rss+xml");
  private static final String[] NGINX_COMMANDS = {
    "X-Pad",
    "X-Accel-Redirect",
    "X-Accel-Limit-Rate",
    "X-Accel-Buffering",
    "X-Accel-Charset",
    "X-Accel-Expires"
  };

  private ResponseHeaders() {}

  /** Takes out of an upstream's headers what is meant for the gateway alone. */
  static void fromUpstream(HttpExchange exchange, HeaderBlock headers, boolean switching) {
    for (String line : headers.all(HeaderName.CONNECTION)) {
      for (String item : line.split(",")) {
        String name = item.trim().toLowerCase(Locale.ROOT);
        if (!name.isEmpty()
            && !name.equals("close")
            && !name.equals("keep-alive")
            && !name.equals("upgrade")) {
          headers.remove(name);
        }
      }
    }
    headers.remove(HeaderName.CONNECTION);
    headers.remove(HeaderName.KEEP_ALIVE);
    headers.remove(HeaderName.TRANSFER_ENCODING);
    boolean websocket = exchange.head.headers().hasIgnoreCase(HeaderName.UPGRADE, "websocket");
    if (!switching || !websocket || !headers.hasIgnoreCase(HeaderName.UPGRADE, "websocket")) {
      headers.remove(HeaderName.UPGRADE);
    }
    if (!exchange.head.headers().hasToken(HeaderName.TE, "trailers")) {
      headers.remove(HeaderName.TRAILER);
    }
    for (String name : NGINX_COMMANDS) {
      headers.remove(name);
    }
    charset(headers);
  }

  private static void charset(HeaderBlock headers) {
    String type = headers.get(HeaderName.CONTENT_TYPE);
    if (type == null || type.toLowerCase(Locale.ROOT).contains("charset=")) {
      return;
    }
    int semicolon = type.indexOf(';');
    String bare = (semicolon < 0 ? type : type.substring(0, semicolon)).trim();
    if (WITH_CHARSET.contains(bare.toLowerCase(Locale.ROOT))) {
      headers.set(HeaderName.CONTENT_TYPE, type + "; charset=UTF-8");
    }
  }

  /** The gateway's own headers; after all header filters, so that no plugin can change them. */
  static void own(HttpExchange exchange, HeaderBlock headers) {
    ProxySettings settings = exchange.loop.settings;
    if (exchange.proxied) {
      proxied(exchange, headers, settings);
    } else {
      if (settings.responseLatency) {
        headers.set(
            HeaderName.X_KONG_RESPONSE_LATENCY,
            Long.toString(millisSinceStart(exchange, System.nanoTime())));
      }
      if (settings.server) {
        headers.set(HeaderName.SERVER, settings.software);
      } else {
        headers.remove(HeaderName.SERVER);
      }
    }
    if (settings.requestId) {
      headers.set(HeaderName.X_KONG_REQUEST_ID, exchange.requestId());
    }
  }

  private static void proxied(HttpExchange exchange, HeaderBlock headers, ProxySettings settings) {
    Passport passport = exchange.passport;
    if (settings.upstreamLatency) {
      long end = passport.at(State.UPSTREAM_HEAD);
      long nanos = (end == 0 ? System.nanoTime() : end) - passport.at(State.BALANCER_START);
      headers.set(
          HeaderName.X_KONG_UPSTREAM_LATENCY, Long.toString(Math.max(0, nanos / 1_000_000)));
    }
    if (settings.proxyLatency) {
      headers.set(
          HeaderName.X_KONG_PROXY_LATENCY,
          Long.toString(millisSinceStart(exchange, passport.at(State.BALANCER_START))));
    }
    if (settings.via) {
      String via = headers.get(HeaderName.VIA);
      String own = "1.1 " + settings.software;
      headers.set(HeaderName.VIA, via == null || via.isEmpty() ? own : via + ", " + own);
    }
    if (settings.server && !headers.contains(HeaderName.SERVER)) {
      headers.set(HeaderName.SERVER, settings.software);
    }
  }

  /** Before the header filters' end: plugins may see this one. */
  static void upstreamStatus(HttpExchange exchange, HeaderBlock headers) {
    if (exchange.loop.settings.upstreamStatus && exchange.proxied) {
      headers.set(HeaderName.X_KONG_UPSTREAM_STATUS, exchange.upstreamStatus());
    }
  }

  private static long millisSinceStart(HttpExchange exchange, long nanos) {
    return Math.max(0, (nanos - exchange.passport.at(State.REQUEST_START)) / 1_000_000);
  }
}
