package io.quong.lua;

import static io.quong.lua.Kit.AFTER;
import static io.quong.lua.Kit.BODY;
import static io.quong.lua.Kit.HEADERS;
import static io.quong.lua.Kit.number;
import static io.quong.lua.Kit.put;
import static io.quong.lua.Kit.table;
import static io.quong.lua.Kit.text;

import io.quong.plugin.Answer;
import io.quong.plugin.Headers;
import io.quong.plugin.UpstreamResponse;
import io.quong.plugin.message.ByteText;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code kong.response} and {@code kong.service.response}. */
final class KongResponse {
  private KongResponse() {}

  static LuaTable make() {
    ReadOnlyTable table = new ReadOnlyTable();
    put(table, "get_status", AFTER, (run, a) -> number(run.exchange.response().status()));
    put(
        table,
        "get_source",
        AFTER,
        (run, a) -> run.exchange.response().source().name().toLowerCase(Locale.ROOT));
    put(
        table,
        "get_header",
        AFTER,
        (run, a) -> KongRequest.header(headers(run), text(a, 0, "header name")));
    put(table, "get_headers", AFTER, (run, a) -> LuaSandbox.headers(headers(run)));
    put(table, "set_status", HEADERS, (run, a) -> status(run, code(number(a, 0, "code"))));
    put(
        table,
        "set_header",
        HEADERS,
        (run, a) -> set(run, text(a, 0, "header name"), Kit.argument(a, 1)));
    put(
        table,
        "add_header",
        HEADERS,
        (run, a) -> {
          String name = text(a, 0, "header name");
          Kit.headerValues(Kit.argument(a, 1)).forEach(each -> headers(run).add(name, each));
          return null;
        });
    put(
        table,
        "clear_header",
        HEADERS,
        (run, a) -> {
          headers(run).remove(text(a, 0, "header name"));
          return null;
        });
    put(
        table,
        "set_headers",
        HEADERS,
        (run, a) -> {
          Iterator<Map.Entry<Object, Object>> entries = table(a, 0, "headers").entries();
          while (entries.hasNext()) {
            Map.Entry<Object, Object> entry = entries.next();
            set(run, Values.text(entry.getKey()), entry.getValue());
          }
          return null;
        });
    put(table, "get_raw_body", BODY, (run, a) -> rawBody(run));
    put(table, "set_raw_body", BODY, (run, a) -> replace(run, text(a, 0, "body")));
    put(table, "exit", HEADERS, (run, a) -> exit(a));
    put(table, "error", HEADERS, (run, a) -> error(a));
    return table.close();
  }

  static LuaTable upstream() {
    ReadOnlyTable table = new ReadOnlyTable();
    put(
        table,
        "get_status",
        AFTER,
        (run, a) -> answered(run) ? number(answer(run).status()) : null);
    put(
        table,
        "get_header",
        AFTER,
        (run, a) ->
            answered(run)
                ? KongRequest.header(answer(run).headers(), text(a, 0, "header name"))
                : null);
    put(
        table,
        "get_headers",
        AFTER,
        (run, a) -> answered(run) ? LuaSandbox.headers(answer(run).headers()) : new LuaTable());
    put(table, "get_raw_body", AFTER, (run, a) -> bufferedBody(run));
    put(
        table,
        "get_body",
        AFTER,
        (run, a) -> {
          String body = bufferedBody(run);
          return body == null
              ? null
              : LuaBodies.read(body, answer(run).headers().get("content-type"));
        });
    return table.close();
  }

  private static UpstreamResponse answer(LuaRun run) {
    return run.exchange.upstreamResponse();
  }

  private static boolean answered(LuaRun run) {
    return answer(run) != null && answer(run).status() != 0;
  }

  private static String bufferedBody(LuaRun run) {
    return answered(run) && answer(run).body() != null ? ByteText.of(answer(run).body()) : null;
  }

  private static Headers headers(LuaRun run) {
    return run.exchange.response().headers();
  }

  static int code(double status) {
    if (status < 100 || status > 599 || status != Math.rint(status)) {
      throw new LuaException("code must be a number between 100 and 599");
    }
    return (int) status;
  }

  static Object status(LuaRun run, int status) {
    run.kept.status = status;
    run.exchange.response().status(status);
    return null;
  }

  static Object set(LuaRun run, String name, Object value) {
    if (name.equalsIgnoreCase("transfer-encoding")) {
      // Kong only warns: how a body is framed is the gateway's own affair.
      return null;
    }
    KongServiceRequest.setLines(headers(run), name, Kit.headerValues(value));
    return null;
  }

  /** Nil until the last piece has come; then the whole body. */
  private static Object rawBody(LuaRun run) {
    LuaRun.Kept kept = run.kept;
    if (kept.body == null) {
      kept.body = new StringBuilder();
    }
    Object piece = run.piece.get(1.0);
    if (piece instanceof String text) {
      kept.body.append(text);
    }
    if (!Boolean.TRUE.equals(run.piece.get(2.0))) {
      run.piece.set(1.0, null);
      return null;
    }
    String whole = kept.body.toString();
    kept.body.setLength(0);
    run.piece.set(1.0, whole);
    return whole;
  }

  private static Object replace(LuaRun run, String body) {
    // An empty body is one line end to Kong.
    run.piece.set(
        1.0, Boolean.TRUE.equals(run.piece.get(2.0)) ? body.isEmpty() ? "\n" : body : null);
    return null;
  }

  private static Object exit(Object... a) {
    int status = code(number(a, 0, "code"));
    Object body = Kit.argument(a, 1);
    Answer answer;
    if (body instanceof LuaTable table) {
      answer = Answer.exit(status, LuaJson.of(table));
    } else if (body instanceof String text) {
      answer = new Answer(status, new Answer.Body.Buffer(ByteText.buffer(text)), List.of());
    } else if (body == null) {
      answer = Answer.page(status);
    } else {
      throw new LuaException("body must be a nil, string or table");
    }
    throw new LuaRun.Exit(withHeaders(answer, Kit.argument(a, 2)));
  }

  private static Object error(Object... a) {
    int status = code(number(a, 0, "code"));
    if (status < 400) {
      throw new LuaException("code must be a number between 400 and 599");
    }
    Object message = Kit.argument(a, 1);
    Answer answer =
        message instanceof LuaTable table
            ? Answer.exit(status, LuaJson.of(table))
            : Answer.error(status, message instanceof String text ? ByteText.unicode(text) : null);
    throw new LuaRun.Exit(withHeaders(answer, Kit.argument(a, 2)));
  }

  private static Answer withHeaders(Answer answer, Object headers) {
    Answer with = answer;
    if (headers instanceof LuaTable table) {
      Iterator<Map.Entry<Object, Object>> entries = table.entries();
      while (entries.hasNext()) {
        Map.Entry<Object, Object> entry = entries.next();
        for (String value : Kit.headerValues(entry.getValue())) {
          with = with.with(Values.text(entry.getKey()), value);
        }
      }
    }
    return with;
  }
}
