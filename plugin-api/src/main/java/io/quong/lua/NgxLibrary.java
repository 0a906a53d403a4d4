package io.quong.lua;

import io.quong.plugin.Exchange;
import java.util.Locale;

/** The parts of nginx's Lua that only tell something. */
final class NgxLibrary {
  private NgxLibrary() {}

  static LuaTable make(Exchange exchange) {
    LuaTable ngx = new LuaTable();
    ngx.set("now", LuaFunction.of(a -> System.currentTimeMillis() / 1000.0));
    ngx.set("time", LuaFunction.of(a -> Math.floor(System.currentTimeMillis() / 1000.0)));
    ngx.set("status", (double) exchange.response().status());
    ngx.set("ctx", new LuaTable());
    ngx.set("header", LuaSandbox.headers(exchange.response().headers()));
    ngx.set("var", new Variables(exchange));
    return ngx;
  }

  /** {@code ngx.var}: the variables that scripts read; any other is nil. */
  private static final class Variables extends LuaTable {
    private final Exchange exchange;

    Variables(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public Object get(Object key) {
      if (!(key instanceof String name)) {
        return null;
      }
      if (name.startsWith("http_")) {
        return exchange.upstream().headers().get(dashed(name.substring("http_".length())));
      }
      if (name.startsWith("sent_http_")) {
        return exchange.response().headers().get(dashed(name.substring("sent_http_".length())));
      }
      if (name.startsWith("arg_")) {
        Object value =
            LuaSandbox.arguments(exchange.upstream().rawQuery())
                .get(name.substring("arg_".length()));
        return value instanceof LuaTable list ? list.get(1.0) : value;
      }
      return variable(name);
    }

    private static String dashed(String name) {
      return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Object variable(String name) {
      return switch (name) {
        case "request_method" -> exchange.request().method();
        case "scheme" -> exchange.request().scheme();
        case "host" -> exchange.request().host();
        case "server_port" -> Integer.toString(exchange.request().port());
        case "uri" -> exchange.request().path();
        case "request_uri" ->
            exchange.request().rawPath()
                + (exchange.request().rawQuery() == null
                    ? ""
                    : "?" + exchange.request().rawQuery());
        case "args", "query_string" -> exchange.upstream().rawQuery();
        case "is_args" -> exchange.upstream().rawQuery() == null ? "" : "?";
        case "remote_addr" -> exchange.client().forwardedIp();
        case "remote_port" -> Integer.toString(exchange.client().forwardedPort());
        case "realip_remote_addr" -> exchange.client().ip();
        case "status" -> Integer.toString(exchange.response().status());
        case "request_id" -> exchange.requestId();
        case "upstream_uri" -> exchange.upstream().path();
        case "upstream_scheme" -> exchange.upstream().scheme();
        default -> null;
      };
    }
  }
}
