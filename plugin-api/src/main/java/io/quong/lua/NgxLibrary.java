package io.quong.lua;

import static io.quong.lua.Kit.ANY;
import static io.quong.lua.Kit.put;

import io.quong.plugin.Answer;
import io.quong.plugin.Headers;
import io.quong.plugin.Phase;
import io.quong.plugin.message.ByteText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code ngx}: the everyday parts of nginx's Lua. One table for all scripts, whose functions act on
 * the exchange of the current run.
 */
final class NgxLibrary {
  private static final Map<String, Integer> STATUSES =
      Map.ofEntries(
          Map.entry("HTTP_OK", 200),
          Map.entry("HTTP_CREATED", 201),
          Map.entry("HTTP_ACCEPTED", 202),
          Map.entry("HTTP_NO_CONTENT", 204),
          Map.entry("HTTP_SPECIAL_RESPONSE", 300),
          Map.entry("HTTP_MOVED_PERMANENTLY", 301),
          Map.entry("HTTP_MOVED_TEMPORARILY", 302),
          Map.entry("HTTP_SEE_OTHER", 303),
          Map.entry("HTTP_NOT_MODIFIED", 304),
          Map.entry("HTTP_TEMPORARY_REDIRECT", 307),
          Map.entry("HTTP_PERMANENT_REDIRECT", 308),
          Map.entry("HTTP_BAD_REQUEST", 400),
          Map.entry("HTTP_UNAUTHORIZED", 401),
          Map.entry("HTTP_FORBIDDEN", 403),
          Map.entry("HTTP_NOT_FOUND", 404),
          Map.entry("HTTP_NOT_ALLOWED", 405),
          Map.entry("HTTP_CONFLICT", 409),
          Map.entry("HTTP_GONE", 410),
          Map.entry("HTTP_TOO_MANY_REQUESTS", 429),
          Map.entry("HTTP_INTERNAL_SERVER_ERROR", 500),
          Map.entry("HTTP_METHOD_NOT_IMPLEMENTED", 501),
          Map.entry("HTTP_BAD_GATEWAY", 502),
          Map.entry("HTTP_SERVICE_UNAVAILABLE", 503),
          Map.entry("HTTP_GATEWAY_TIMEOUT", 504));

  /** In the order of their numbers, from 1 on; the first is {@code STDERR}, 0. */
  private static final List<String> LEVELS =
      List.of("STDERR", "EMERG", "ALERT", "CRIT", "ERR", "WARN", "NOTICE", "INFO", "DEBUG");

  static final LuaTable TABLE = make();

  private NgxLibrary() {}

  private static LuaTable make() {
    Ngx ngx = new Ngx();
    statuses(ngx);
    for (int level = 0; level < LEVELS.size(); level++) {
      ngx.set(LEVELS.get(level), (double) level);
    }
    for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
      ngx.set("HTTP_" + method, method);
    }
    ngx.set("OK", 0.0);
    ngx.set("ERROR", -1.0);
    ngx.set("AGAIN", -2.0);
    ngx.set("DONE", -4.0);
    ngx.set("DECLINED", -5.0);
    ngx.set("null", LuaJson.NULL);
    ngx.set("var", new NgxVariables().close());
    ngx.set("header", new ResponseHeaders().close());
    ngx.set("req", NgxRequest.make());
    ngx.set("re", NgxRegex.make());
    ReadOnlyTable response = new ReadOnlyTable();
    put(response, "get_headers", ANY, (run, a) -> LuaSandbox.headers(answer()));
    ngx.set("resp", response.close());
    NgxText.into(ngx);
    NgxTime.into(ngx);
    put(ngx, "say", Kit.BEFORE, (run, a) -> say(run, a, "\n"));
    put(ngx, "print", Kit.BEFORE, (run, a) -> say(run, a, ""));
    put(ngx, "flush", ANY, (run, a) -> true);
    put(ngx, "exit", ANY, NgxLibrary::exit);
    put(ngx, "redirect", Kit.BEFORE, NgxLibrary::redirect);
    put(ngx, "log", ANY, NgxLibrary::log);
    put(ngx, "get_phase", ANY, (run, a) -> run.phase.name().toLowerCase(Locale.ROOT));
    return ngx.close();
  }

  private static void statuses(LuaTable ngx) {
    STATUSES.forEach((name, status) -> ngx.set(name, (double) status));
  }

  private static Headers answer() {
    return LuaRun.exchangeNow().response().headers();
  }

  /** The table itself: some of its members are the request's. */
  private static final class Ngx extends ReadOnlyTable {
    @Override
    public Object get(Object key) {
      if (key instanceof String name) {
        return switch (name) {
          case "status" -> status(LuaRun.current());
          case "ctx" -> LuaRun.current().kept.context;
          case "arg" -> LuaRun.current().piece;
          default -> super.get(name);
        };
      }
      return super.get(key);
    }

    private static Object status(LuaRun run) {
      int set = run.kept.status;
      return (double) (set != 0 ? set : LuaRun.exchangeNow().response().status());
    }

    @Override
    public void set(Object key, Object value) {
      if ("status".equals(key)) {
        if (!(value instanceof Double status)) {
          throw new LuaException("status code must be a number");
        }
        LuaRun.exchangeNow();
        KongResponse.status(LuaRun.current(), KongResponse.code(status));
      } else if ("ctx".equals(key) && value instanceof LuaTable) {
        throw new LuaException("ngx.ctx cannot be replaced, set its members");
      } else {
        super.set(key, value);
      }
    }
  }

  /** {@code ngx.header}: underscores stand for dashes; nil takes a header away. */
  private static final class ResponseHeaders extends ReadOnlyTable {
    @Override
    public Object get(Object key) {
      if (!(key instanceof String name)) {
        return null;
      }
      List<String> values = LuaRun.exchangeNow().response().headers().all(dashed(name));
      return values.isEmpty() ? null : values.size() == 1 ? values.get(0) : LuaTable.of(values);
    }

    private static String dashed(String name) {
      return name.replace('_', '-');
    }

    @Override
    public void set(Object key, Object value) {
      if (!(key instanceof String name)) {
        throw new LuaException("header names must be strings");
      }
      LuaRun run = LuaRun.current();
      if (run.phase == Phase.BODY_FILTER || run.phase == Phase.LOG) {
        throw new LuaException("attempt to set ngx.header after the headers have been sent");
      }
      if (value == null) {
        LuaRun.exchangeNow().response().headers().remove(dashed(name));
      } else {
        KongResponse.set(run, dashed(name), value);
      }
    }
  }

  private static Object say(LuaRun run, Object[] arguments, String end) {
    if (run.kept.said == null) {
      run.kept.said = new StringBuilder();
    }
    for (Object argument : arguments) {
      if (argument instanceof LuaTable pieces) {
        pieces.list().forEach(piece -> run.kept.said.append(Values.text(piece)));
      } else {
        run.kept.said.append(Values.text(argument));
      }
    }
    run.kept.said.append(end);
    return 1.0;
  }

  /** Below 200: the phase ends and the request goes on, unless something has been said. */
  private static Object exit(LuaRun run, Object... a) {
    double status = Kit.number(a, 0, "status");
    if (status < 200 || run.kept.said != null) {
      throw new LuaRun.Exit(run.kept.said == null ? null : said(run));
    }
    throw new LuaRun.Exit(Answer.page(KongResponse.code(status)));
  }

  /** What has been said, as an answer. */
  static Answer said(LuaRun run) {
    String text = run.kept.said.toString();
    run.kept.said = null;
    int status = run.kept.status == 0 ? 200 : run.kept.status;
    return new Answer(status, new Answer.Body.Buffer(ByteText.buffer(text)), List.of());
  }

  private static Object redirect(LuaRun run, Object... a) {
    String to = Kit.text(a, 0, "uri");
    int status = a.length > 1 ? (int) Kit.number(a, 1, "status") : 302;
    if (!List.of(301, 302, 303, 307, 308).contains(status)) {
      throw new LuaException("only ngx.HTTP_MOVED_TEMPORARILY and the like are allowed");
    }
    throw new LuaRun.Exit(Answer.page(status).with("Location", to));
  }

  private static Object log(LuaRun run, Object... a) {
    int level = (int) Kit.number(a, 0, "level");
    System.Logger.Level as =
        level <= 4
            ? System.Logger.Level.ERROR
            : level == 5
                ? System.Logger.Level.WARNING
                : level <= 7 ? System.Logger.Level.INFO : System.Logger.Level.DEBUG;
    return KongLog.log(as, run, java.util.Arrays.copyOfRange(a, 1, a.length));
  }
}
