package io.quong.lua;

import static io.quong.lua.Kit.BEFORE;
import static io.quong.lua.Kit.REQUEST;
import static io.quong.lua.Kit.number;
import static io.quong.lua.Kit.put;
import static io.quong.lua.Kit.text;

import io.netty.buffer.ByteBuf;
import io.quong.plugin.ClientRequest;
import io.quong.plugin.Exchange;
import io.quong.plugin.Headers;
import io.quong.plugin.Phase;
import io.quong.plugin.message.ByteText;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code kong.request}: what the client asked for. */
final class KongRequest {
  private static final Set<Phase> WITH_BODY = Set.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE);

  private KongRequest() {}

  static LuaTable make() {
    ReadOnlyTable table = new ReadOnlyTable();
    getter(table, "get_method", ClientRequest::method);
    getter(table, "get_scheme", ClientRequest::scheme);
    getter(table, "get_host", ClientRequest::host);
    getter(table, "get_port", request -> number(request.port()));
    getter(table, "get_http_version", request -> LuaNumbers.parse(request.httpVersion()));
    getter(table, "get_path", request -> bytes(request.path()));
    getter(table, "get_raw_path", ClientRequest::rawPath);
    getter(
        table,
        "get_path_with_query",
        request ->
            request.rawPath() + (request.rawQuery() == null ? "" : "?" + request.rawQuery()));
    getter(table, "get_raw_query", request -> empty(request.rawQuery()));
    getter(table, "get_forwarded_scheme", ClientRequest::forwardedScheme);
    getter(table, "get_forwarded_host", ClientRequest::forwardedHost);
    getter(table, "get_forwarded_port", request -> number(request.forwardedPort()));
    getter(table, "get_forwarded_path", ClientRequest::forwardedPath);
    getter(table, "get_uri_captures", request -> captures(request.captures()));
    put(table, "get_header", REQUEST, (run, a) -> header(headers(run), text(a, 0, "header name")));
    put(table, "get_headers", REQUEST, (run, a) -> LuaSandbox.headers(headers(run)));
    put(table, "get_query", REQUEST, (run, a) -> query(run));
    put(
        table,
        "get_query_arg",
        REQUEST,
        (run, a) -> first(query(run).get(text(a, 0, "query argument name"))));
    put(table, "get_start_time", REQUEST, (run, a) -> number(run.exchange.startedAt()));
    put(table, "get_id", REQUEST, (run, a) -> run.exchange.requestId());
    put(table, "get_raw_body", WITH_BODY, (run, a) -> rawBody(run.exchange));
    put(table, "get_body", WITH_BODY, (run, a) -> body(run.exchange));
    put(table, "get_body_arg", BEFORE, (run, a) -> bodyArgument(run, text(a, 0, "argument")));
    return table.close();
  }

  private static void getter(LuaTable table, String name, Function<ClientRequest, Object> getter) {
    put(table, name, REQUEST, (run, a) -> getter.apply(run.exchange.request()));
  }

  private static Headers headers(LuaRun run) {
    return run.exchange.upstream().headers();
  }

  private static LuaTable query(LuaRun run) {
    return LuaSandbox.arguments(run.exchange.upstream().rawQuery());
  }

  private static String empty(String text) {
    return text == null ? "" : text;
  }

  /** Normalised paths may hold Unicode. */
  static String bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return ByteText.of(text);
      }
    }
    return text;
  }

  static Object first(Object value) {
    return value instanceof LuaTable list ? list.get(1.0) : value;
  }

  /** Names compare without case, and an underscore finds a dash. */
  static Object header(Headers headers, String name) {
    String value = headers.get(name);
    return value != null ? value : headers.get(name.toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static LuaTable captures(Map<String, String> groups) {
    LuaTable named = new LuaTable();
    LuaTable unnamed = new LuaTable();
    groups.forEach(
        (name, value) -> {
          Double index = LuaNumbers.parse(name);
          if (value != null && index != null) {
            unnamed.set(index, bytes(value));
          } else if (value != null) {
            named.set(ByteText.of(name), bytes(value));
          }
        });
    LuaTable captures = new LuaTable();
    captures.set("named", named);
    captures.set("unnamed", unnamed);
    return captures;
  }

  /** Null when it did not fit the memory. */
  static String whole(Exchange exchange) {
    ByteBuf body = exchange.upstream().body();
    if (body != null) {
      return ByteText.of(body);
    }
    String length = exchange.request().headers().get("content-length");
    boolean none =
        (length == null || length.equals("0"))
            && !exchange.request().headers().contains("transfer-encoding");
    return none ? "" : null;
  }

  private static Object rawBody(Exchange exchange) {
    String body = whole(exchange);
    return body != null ? body : tooLarge();
  }

  private static Kit.Results tooLarge() {
    return new Kit.Results(
        null,
        "request body did not fit into client body buffer, consider raising"
            + " 'client_body_buffer_size'");
  }

  private static Kit.Results body(Exchange exchange) {
    String body = whole(exchange);
    return body == null
        ? tooLarge()
        : LuaBodies.read(body, exchange.upstream().headers().get("content-type"));
  }

  private static Object bodyArgument(LuaRun run, String name) {
    Object table = body(run.exchange).first();
    return table instanceof LuaTable arguments ? first(arguments.get(name)) : null;
  }
}
