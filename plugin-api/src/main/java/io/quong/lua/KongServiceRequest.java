package io.quong.lua;

import static io.quong.lua.Kit.BEFORE;
import static io.quong.lua.Kit.number;
import static io.quong.lua.Kit.put;
import static io.quong.lua.Kit.table;
import static io.quong.lua.Kit.text;

import io.quong.plugin.Headers;
import io.quong.plugin.UpstreamRequest;
import io.quong.plugin.message.ByteText;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code kong.service.request}: what goes up. */
final class KongServiceRequest {
  private KongServiceRequest() {}

  static LuaTable make() {
    ReadOnlyTable table = new ReadOnlyTable();
    put(table, "set_scheme", BEFORE, (run, a) -> scheme(up(run), text(a, 0, "scheme")));
    put(table, "set_path", BEFORE, (run, a) -> path(up(run), text(a, 0, "path")));
    put(table, "set_method", BEFORE, (run, a) -> method(up(run), text(a, 0, "method")));
    put(
        table,
        "set_raw_query",
        BEFORE,
        (run, a) -> {
          up(run).rawQuery(text(a, 0, "query"));
          return null;
        });
    put(
        table,
        "set_query",
        BEFORE,
        (run, a) -> {
          up(run).rawQuery(LuaBodies.arguments(table(a, 0, "query arguments")));
          return null;
        });
    put(
        table,
        "set_header",
        BEFORE,
        (run, a) -> {
          set(up(run), text(a, 0, "header"), Kit.argument(a, 1));
          return null;
        });
    put(
        table,
        "add_header",
        BEFORE,
        (run, a) -> {
          add(up(run), text(a, 0, "header"), Kit.argument(a, 1));
          return null;
        });
    put(
        table,
        "clear_header",
        BEFORE,
        (run, a) -> {
          up(run).headers().remove(text(a, 0, "header"));
          return null;
        });
    put(
        table,
        "set_headers",
        BEFORE,
        (run, a) -> {
          setAll(up(run), table(a, 0, "headers"));
          return null;
        });
    put(
        table,
        "set_raw_body",
        BEFORE,
        (run, a) -> {
          up(run).body(ByteText.buffer(text(a, 0, "body")));
          return null;
        });
    put(table, "set_body", BEFORE, (run, a) -> body(up(run), a));
    put(
        table,
        "disable_tls",
        BEFORE,
        (run, a) -> {
          up(run).scheme("http");
          return true;
        });
    return table.close();
  }

  static UpstreamRequest up(LuaRun run) {
    return run.exchange.upstream();
  }

  private static Object scheme(UpstreamRequest up, String scheme) {
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new LuaException("invalid scheme: " + scheme);
    }
    up.scheme(scheme);
    return null;
  }

  static Object path(UpstreamRequest up, String path) {
    if (!path.startsWith("/")) {
      throw new LuaException("path must start with /");
    }
    up.path(path);
    return null;
  }

  static Object method(UpstreamRequest up, String method) {
    if (!UpstreamRequest.METHODS.contains(method)) {
      throw new LuaException("invalid method: " + method);
    }
    up.method(method);
    return null;
  }

  static void set(UpstreamRequest up, String name, Object value) {
    if (name.equalsIgnoreCase("host")) {
      up.host(Kit.headerValue(value));
      return;
    }
    setLines(up.headers(), name, Kit.headerValues(value));
  }

  static void setLines(Headers headers, String name, List<String> values) {
    headers.remove(name);
    values.forEach(value -> headers.add(name, value));
  }

  private static void add(UpstreamRequest up, String name, Object value) {
    if (name.equalsIgnoreCase("host")) {
      up.host(Kit.headerValue(value));
      return;
    }
    Kit.headerValues(value).forEach(each -> up.headers().add(name, each));
  }

  private static void setAll(UpstreamRequest up, LuaTable headers) {
    Iterator<Map.Entry<Object, Object>> entries = headers.entries();
    while (entries.hasNext()) {
      Map.Entry<Object, Object> entry = entries.next();
      if (!(entry.getKey() instanceof String name)) {
        throw new LuaException("header names must be strings");
      }
      set(up, name, entry.getValue());
    }
  }

  private static Object body(UpstreamRequest up, Object... a) {
    LuaTable value = table(a, 0, "body");
    Object given = Kit.argument(a, 1);
    String type = given instanceof String text ? text : up.headers().get("content-type");
    if (type == null) {
      return new Kit.Results(null, "missing content type");
    }
    LuaBodies.Written written = LuaBodies.write(value, type);
    if (written == null) {
      return new Kit.Results(null, "unsupported content type " + type);
    }
    up.body(ByteText.buffer(written.body()));
    up.headers().set("Content-Type", written.contentType());
    return true;
  }

  /** {@code kong.service}: where it goes. */
  static void service(LuaTable service) {
    put(
        service,
        "set_target",
        Kit.ACCESS,
        (run, a) -> {
          String host = text(a, 0, "host");
          up(run).target(host, port(number(a, 1, "port")));
          // As Kong sends it: without the port.
          up(run).host(host);
          return null;
        });
    put(service, "set_upstream", Kit.ACCESS, (run, a) -> upstream(run, text(a, 0, "host")));
    put(
        service,
        "set_retries",
        Kit.ACCESS,
        (run, a) -> {
          double retries = number(a, 0, "retries");
          if (retries < 0 || retries > 32767) {
            throw new LuaException("retries must be an integer between 0 and 32767");
          }
          up(run).retries((int) retries);
          return null;
        });
    put(
        service,
        "set_timeouts",
        Kit.ACCESS,
        (run, a) -> {
          up(run).timeouts(timeout(a, 0), timeout(a, 1), timeout(a, 2));
          return null;
        });
  }

  private static int port(double port) {
    if (port < 0 || port > 65535 || port != Math.rint(port)) {
      throw new LuaException("port must be an integer between 0 and 65535");
    }
    return (int) port;
  }

  private static int timeout(Object[] a, int index) {
    double millis = number(a, index, "timeout");
    if (millis < 1 || millis > 2147483646) {
      throw new LuaException("timeout must be an integer between 1 and 2147483646");
    }
    return (int) millis;
  }

  private static Object upstream(LuaRun run, String name) {
    if (run.exchange.entities().unique(io.quong.entity.Upstream.class, "name", name) == null) {
      return new Kit.Results(null, "could not find an Upstream named '" + name + "'");
    }
    Integer port = run.exchange.service() == null ? null : run.exchange.service().port();
    up(run).target(name, port == null ? 80 : port);
    return true;
  }
}
