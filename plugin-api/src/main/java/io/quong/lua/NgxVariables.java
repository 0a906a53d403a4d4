package io.quong.lua;

import io.quong.plugin.Exchange;
import java.util.Locale;

/** {@code ngx.var}: the variables that scripts read and the few that they set; others are nil. */
final class NgxVariables extends ReadOnlyTable {
  @Override
  public Object get(Object key) {
    if (!(key instanceof String name)) {
      return null;
    }
    LuaRun run = LuaRun.current();
    Exchange exchange = LuaRun.exchangeNow();
    String own = run.kept.variables.get(name);
    if (own != null) {
      return own;
    }
    if (name.startsWith("http_")) {
      return exchange.upstream().headers().get(dashed(name, "http_"));
    }
    if (name.startsWith("sent_http_")) {
      return exchange.response().headers().get(dashed(name, "sent_http_"));
    }
    if (name.startsWith("upstream_http_")) {
      return exchange.upstreamResponse() == null
          ? null
          : exchange.upstreamResponse().headers().get(dashed(name, "upstream_http_"));
    }
    if (name.startsWith("arg_")) {
      Object value =
          KongRequest.first(
              LuaSandbox.arguments(exchange.upstream().rawQuery())
                  .get(name.substring("arg_".length())));
      return value == null || value instanceof String ? value : "";
    }
    if (name.startsWith("cookie_")) {
      return cookie(exchange.upstream().headers().get("cookie"), name.substring(7));
    }
    return variable(exchange, name);
  }

  private static String dashed(String name, String prefix) {
    return name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String cookie(String header, String name) {
    if (header == null) {
      return null;
    }
    for (String pair : header.split(";")) {
      String cookie = pair.trim();
      if (cookie.length() > name.length()
          && cookie.startsWith(name)
          && cookie.charAt(name.length()) == '=') {
        return cookie.substring(name.length() + 1);
      }
    }
    return null;
  }

  private static Object variable(Exchange exchange, String name) {
    return switch (name) {
      case "request_method" -> exchange.upstream().method();
      case "scheme" -> exchange.request().scheme();
      case "https" -> exchange.request().scheme().equals("https") ? "on" : "";
      case "host", "server_name" -> exchange.request().host();
      case "server_port" -> Integer.toString(exchange.request().port());
      case "server_protocol" -> "HTTP/" + exchange.request().httpVersion();
      case "uri", "document_uri" -> KongRequest.bytes(exchange.request().path());
      case "request_uri" -> target(exchange);
      case "request" ->
          exchange.request().method()
              + " "
              + target(exchange)
              + " HTTP/"
              + exchange.request().httpVersion();
      case "args", "query_string" -> exchange.upstream().rawQuery();
      case "is_args" -> exchange.upstream().rawQuery() == null ? "" : "?";
      case "content_type" -> exchange.upstream().headers().get("content-type");
      case "content_length" -> exchange.upstream().headers().get("content-length");
      case "remote_addr" -> exchange.client().forwardedIp();
      case "remote_port" -> Integer.toString(exchange.client().forwardedPort());
      case "realip_remote_addr" -> exchange.client().ip();
      case "realip_remote_port" -> Integer.toString(exchange.client().port());
      case "status" -> Integer.toString(exchange.response().status());
      case "request_id", "kong_request_id" -> exchange.requestId();
      case "msec" -> Double.toString(System.currentTimeMillis() / 1000.0);
      case "upstream_uri" -> exchange.upstream().path();
      case "upstream_scheme" -> exchange.upstream().scheme();
      case "upstream_host" -> exchange.upstream().host();
      default -> null;
    };
  }

  private static String target(Exchange exchange) {
    String query = exchange.request().rawQuery();
    return exchange.request().rawPath() + (query == null ? "" : "?" + query);
  }

  @Override
  public void set(Object key, Object value) {
    if (!(key instanceof String name)) {
      throw new LuaException("variable names must be strings");
    }
    LuaRun run = LuaRun.current();
    Exchange exchange = LuaRun.exchangeNow();
    String text = value == null ? "" : Values.text(value);
    switch (name) {
      case "upstream_uri" -> {
        int question = text.indexOf('?');
        KongServiceRequest.path(
            exchange.upstream(), question < 0 ? text : text.substring(0, question));
        if (question >= 0) {
          exchange.upstream().rawQuery(text.substring(question + 1));
        }
      }
      case "upstream_host" -> exchange.upstream().host(text);
      case "upstream_scheme" -> exchange.upstream().scheme(text);
      case "args" -> exchange.upstream().rawQuery(text);
      case "request_uri", "request_method", "uri", "host", "remote_addr" ->
          throw new LuaException("variable \"" + name + "\" not changeable");
      default -> run.kept.variables.put(name, text);
    }
  }
}
