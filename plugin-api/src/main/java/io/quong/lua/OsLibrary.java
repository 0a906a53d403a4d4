package io.quong.lua;

import static io.quong.lua.StringLibrary.number;
import static io.quong.lua.StringLibrary.one;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** The parts of Lua's {@code os} that only tell the time, in UTC. */
final class OsLibrary {
  private OsLibrary() {}

  static LuaTable make() {
    LuaTable os = new LuaTable();
    LuaFunction clock = (run, a) -> one(System.nanoTime() / 1e9);
    LuaFunction time = OsLibrary::time;
    LuaFunction difference =
        (run, a) -> one(number("difftime", a, 0) - number("difftime", a, 1, 0));
    LuaFunction date = OsLibrary::date;
    os.set("clock", clock);
    os.set("time", time);
    os.set("difftime", difference);
    os.set("date", date);
    return os;
  }

  private static Object[] time(LuaBudget budget, Object... a) {
    if (a.length == 0 || a[0] == null) {
      return one(Math.floor(System.currentTimeMillis() / 1000.0));
    }
    LuaTable parts = StringLibrary.table("time", a, 0);
    ZonedDateTime day =
        ZonedDateTime.of(field(parts, "year", null), 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
            .plusMonths(field(parts, "month", null) - 1L)
            .plusDays(field(parts, "day", null) - 1L)
            .plusHours(field(parts, "hour", 12))
            .plusMinutes(field(parts, "min", 0))
            .plusSeconds(field(parts, "sec", 0));
    return one((double) day.toEpochSecond());
  }

  private static int field(LuaTable parts, String name, Integer absent) {
    Double value = Values.number(parts.get(name));
    if (value != null) {
      return value.intValue();
    }
    if (absent == null) {
      throw new StringLibrary.ArgumentError("field '" + name + "' missing in date table");
    }
    return absent;
  }

  private static Object[] date(LuaBudget budget, Object... a) {
    String format = a.length > 0 && a[0] != null ? StringLibrary.text("date", a, 0) : "%c";
    double seconds = number("date", a, 1, System.currentTimeMillis() / 1000.0);
    if (!(Math.abs(seconds) < 1e11)) {
      throw new StringLibrary.ArgumentError("date result cannot be represented");
    }
    ZonedDateTime at = Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC);
    String pattern = format.startsWith("!") ? format.substring(1) : format;
    if (pattern.startsWith("*t")) {
      return one(table(at));
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' && i + 1 < pattern.length()) {
        out.append(part(at, pattern.charAt(++i)));
      } else {
        out.append(c);
      }
    }
    budget.bytes(out.length());
    return one(out.toString());
  }

  private static LuaTable table(ZonedDateTime at) {
    LuaTable table = new LuaTable();
    table.set("year", (double) at.getYear());
    table.set("month", (double) at.getMonthValue());
    table.set("day", (double) at.getDayOfMonth());
    table.set("hour", (double) at.getHour());
    table.set("min", (double) at.getMinute());
    table.set("sec", (double) at.getSecond());
    table.set("wday", (double) (at.getDayOfWeek().getValue() % 7 + 1));
    table.set("yday", (double) at.getDayOfYear());
    table.set("isdst", false);
    return table;
  }

  private static String part(ZonedDateTime at, char name) {
    return switch (name) {
      case 'Y' -> Integer.toString(at.getYear());
      case 'y' -> two(at.getYear() % 100);
      case 'm' -> two(at.getMonthValue());
      case 'd' -> two(at.getDayOfMonth());
      case 'H' -> two(at.getHour());
      case 'I' -> two((at.getHour() + 11) % 12 + 1);
      case 'M' -> two(at.getMinute());
      case 'S' -> two(at.getSecond());
      case 'p' -> at.getHour() < 12 ? "AM" : "PM";
      case 'j' -> String.format(Locale.ROOT, "%03d", at.getDayOfYear());
      case 'w' -> Integer.toString(at.getDayOfWeek().getValue() % 7);
      case 'a' -> at.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> at.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b' -> at.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> at.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'c' -> DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH).format(at);
      case 'x' -> DateTimeFormatter.ofPattern("MM/dd/yy", Locale.ENGLISH).format(at);
      case 'X' -> DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).format(at);
      case 'F' -> DateTimeFormatter.ISO_LOCAL_DATE.format(at);
      case 'T' -> DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).format(at);
      case 'z' -> "+0000";
      case 'Z' -> "UTC";
      case '%' -> "%";
      default -> "%" + name;
    };
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
