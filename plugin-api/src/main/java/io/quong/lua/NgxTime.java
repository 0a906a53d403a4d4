package io.quong.lua;

import static io.quong.lua.Kit.ANY;
import static io.quong.lua.Kit.put;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** The functions of {@code ngx} that tell or write the time. */
final class NgxTime {
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
  private static final DateTimeFormatter COOKIE =
      DateTimeFormatter.ofPattern("EEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ROOT);

  private NgxTime() {}

  static void into(LuaTable ngx) {
    put(ngx, "now", ANY, (run, a) -> System.currentTimeMillis() / 1000.0);
    put(ngx, "time", ANY, (run, a) -> Math.floor(System.currentTimeMillis() / 1000.0));
    put(ngx, "update_time", ANY, (run, a) -> null);
    put(ngx, "today", ANY, (run, a) -> PLAIN.format(here()).substring(0, 10));
    put(ngx, "localtime", ANY, (run, a) -> PLAIN.format(here()));
    put(ngx, "utctime", ANY, (run, a) -> PLAIN.format(ZonedDateTime.now(ZoneOffset.UTC)));
    put(ngx, "http_time", ANY, (run, a) -> HTTP.format(at(a)));
    put(ngx, "cookie_time", ANY, (run, a) -> COOKIE.format(at(a)));
    put(ngx, "parse_http_time", ANY, NgxTime::parse);
  }

  private static ZonedDateTime here() {
    return ZonedDateTime.now(ZoneId.systemDefault());
  }

  private static ZonedDateTime at(Object... a) {
    return Instant.ofEpochSecond((long) Kit.number(a, 0, "time")).atZone(ZoneOffset.UTC);
  }

  private static Object parse(LuaRun run, Object... a) {
    try {
      return (double)
          ZonedDateTime.parse(Kit.text(a, 0, "time"), DateTimeFormatter.RFC_1123_DATE_TIME)
              .toEpochSecond();
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }
}
