package io.quong.dataplane.path;

import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.HeaderName;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Passport;
import io.quong.plugin.Passport.State;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the gateway does to the headers on their way down. */
final class ResponseHeaders {
  private static final String SET_COOKIE = "Set-Cookie";
  private static final Set<String> WITH_CHARSET =
      Set.of(
          "text/html",
          "text/plain",
          "text/xml",
          "text/vnd.wap.wml",
          "application/javascript",
          "application/rss+xml");
  private static final HeaderName[] NGINX_COMMANDS = {
    HeaderName.of("X-Pad"),
    HeaderName.of("X-Accel-Redirect"),
    HeaderName.of("X-Accel-Limit-Rate"),
    HeaderName.of("X-Accel-Buffering"),
    HeaderName.of("X-Accel-Charset"),
    HeaderName.of("X-Accel-Expires")
  };
  private static final HeaderName KONG_DEBUG = HeaderName.of("Kong-Debug");

  private ResponseHeaders() {}

  /** Takes out of an upstream's headers what is meant for the gateway alone. */
  static void fromUpstream(HttpExchange exchange, HeaderBlock headers) {
    for (String line : headers.all(HeaderName.CONNECTION)) {
      if (line.equalsIgnoreCase("keep-alive") || line.equalsIgnoreCase("close")) {
        continue;
      }
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
    boolean asked = exchange.head.headers().hasIgnoreCase(HeaderName.UPGRADE, "websocket");
    if (!asked || !headers.hasIgnoreCase(HeaderName.UPGRADE, "websocket")) {
      headers.remove(HeaderName.UPGRADE);
    }
    if (!exchange.head.headers().hasToken(HeaderName.TE, "trailers")) {
      headers.remove(HeaderName.TRAILER);
    }
    for (HeaderName name : NGINX_COMMANDS) {
      headers.remove(name);
    }
    String type = headers.get(HeaderName.CONTENT_TYPE);
    if (type != null && type.isEmpty()) {
      headers.remove(HeaderName.CONTENT_TYPE);
    }
  }

  /** As nginx does behind all plugins, which see the type without it. */
  static void charset(HeaderBlock headers) {
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
    if (exchange.response.source() == Source.SERVICE) {
      charset(headers);
    }
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
    if (exchange.debug != null) {
      exchange.debug.tell(exchange, headers);
    }
    if (exchange.trace != null) {
      headers.add("Link", "</quong/explain/" + exchange.requestId() + ">; rel=\"explain\"");
    }
    if (settings.debugHeader && exchange.head.headers().contains(KONG_DEBUG)) {
      debug(exchange, headers);
    }
  }

  /** By which the client stays with its target; in place of an upstream's cookie of the name. */
  static void stickyCookie(HttpExchange exchange, HeaderBlock headers) {
    String cookie = exchange.stickyCookie;
    if (cookie == null || !exchange.proxied) {
      return;
    }
    String name = cookie.substring(0, cookie.indexOf('=') + 1);
    for (int line = headers.size() - 1; line >= 0; line--) {
      if (headers.name(line).equalsIgnoreCase(SET_COOKIE) && headers.value(line).startsWith(name)) {
        headers.removeLine(line);
      }
    }
    headers.add(SET_COOKIE, cookie);
  }

  private static void debug(HttpExchange exchange, HeaderBlock headers) {
    Route route = exchange.route();
    Service service = exchange.service();
    if (route != null) {
      tell(headers, "Kong-Route-Id", route.id());
      tell(headers, "Kong-Route-Name", route.name());
    }
    if (service != null) {
      tell(headers, "Kong-Service-Id", service.id());
      tell(headers, "Kong-Service-Name", service.name());
    }
  }

  private static void tell(HeaderBlock headers, String name, String value) {
    if (value != null) {
      headers.set(name, value);
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
      // As the upstream sent it: what plugins made of it does not count.
      String via = String.join(", ", exchange.upstreamAnswer.headers().all("Via"));
      String own = (exchange.upstream.grpc() ? "2 " : "1.1 ") + settings.software;
      headers.set(HeaderName.VIA, via.isEmpty() ? own : via + ", " + own);
    }
    if (settings.server && !headers.contains(HeaderName.SERVER)) {
      headers.set(HeaderName.SERVER, settings.software);
    }
    if (exchange.upstream.grpc() && !headers.contains(HeaderName.DATE)) {
      headers.set(HeaderName.DATE, exchange.loop.date());
    }
  }

  /** Before the header filters' end: plugins may see this one. */
  static void upstreamStatus(HttpExchange exchange, HeaderBlock headers) {
    List<Try> tries = exchange.tries();
    if (exchange.loop.settings.upstreamStatus && exchange.proxied && !tries.isEmpty()) {
      int status = tries.get(tries.size() - 1).status();
      headers.set(HeaderName.X_KONG_UPSTREAM_STATUS, Integer.toString(status));
    }
  }

  private static long millisSinceStart(HttpExchange exchange, long nanos) {
    return Math.max(0, (nanos - exchange.passport.at(State.REQUEST_START)) / 1_000_000);
  }
}
