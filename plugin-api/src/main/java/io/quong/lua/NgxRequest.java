package io.quong.lua;

import static io.quong.lua.Kit.BEFORE;
import static io.quong.lua.Kit.REQUEST;
import static io.quong.lua.Kit.number;
import static io.quong.lua.Kit.put;
import static io.quong.lua.Kit.text;

import io.quong.plugin.message.ByteText;

/** {@code ngx.req}. */
final class NgxRequest {
  private NgxRequest() {}

  static LuaTable make() {
    ReadOnlyTable table = new ReadOnlyTable();
    put(
        table,
        "get_headers",
        REQUEST,
        (run, a) -> LuaSandbox.headers(run.exchange.upstream().headers()));
    put(
        table,
        "get_uri_args",
        REQUEST,
        (run, a) -> LuaSandbox.arguments(run.exchange.upstream().rawQuery()));
    put(table, "get_method", REQUEST, (run, a) -> run.exchange.upstream().method());
    put(
        table,
        "http_version",
        REQUEST,
        (run, a) -> LuaNumbers.parse(run.exchange.request().httpVersion()));
    put(table, "start_time", REQUEST, (run, a) -> run.exchange.startedAt() / 1000.0);
    put(table, "is_internal", REQUEST, (run, a) -> false);
    put(table, "read_body", BEFORE, (run, a) -> null);
    put(table, "discard_body", BEFORE, (run, a) -> null);
    put(table, "get_body_file", BEFORE, (run, a) -> null);
    put(
        table,
        "get_body_data",
        REQUEST,
        (run, a) -> {
          String body = KongRequest.whole(run.exchange);
          return body == null || body.isEmpty() ? null : body;
        });
    put(
        table,
        "get_post_args",
        REQUEST,
        (run, a) -> {
          String body = KongRequest.whole(run.exchange);
          return LuaSandbox.arguments(body);
        });
    put(
        table,
        "set_body_data",
        BEFORE,
        (run, a) -> {
          run.exchange.upstream().body(ByteText.buffer(text(a, 0, "body")));
          return null;
        });
    put(table, "set_header", BEFORE, NgxRequest::setHeader);
    put(
        table,
        "clear_header",
        BEFORE,
        (run, a) -> {
          run.exchange.upstream().headers().remove(text(a, 0, "header"));
          return null;
        });
    put(table, "set_method", BEFORE, NgxRequest::setMethod);
    put(
        table,
        "set_uri_args",
        BEFORE,
        (run, a) -> {
          Object given = Kit.argument(a, 0);
          run.exchange
              .upstream()
              .rawQuery(
                  given instanceof LuaTable arguments
                      ? LuaBodies.arguments(arguments)
                      : text(a, 0, "arguments"));
          return null;
        });
    put(
        table,
        "set_uri",
        BEFORE,
        (run, a) -> KongServiceRequest.path(run.exchange.upstream(), text(a, 0, "uri")));
    return table.close();
  }

  private static Object setHeader(LuaRun run, Object... a) {
    String name = text(a, 0, "header");
    Object value = Kit.argument(a, 1);
    if (value == null) {
      run.exchange.upstream().headers().remove(name);
    } else {
      KongServiceRequest.set(run.exchange.upstream(), name, value);
    }
    return null;
  }

  /** By nginx's number of a method, or by its name. */
  private static Object setMethod(LuaRun run, Object... a) {
    if (Kit.argument(a, 0) instanceof String name) {
      return KongServiceRequest.method(run.exchange.upstream(), name);
    }
    throw new LuaException("method " + number(a, 0, "method") + " is not known by a number here");
  }
}
