package io.quong.dataplane.log;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as nginx writes them. */
public final class LogTime {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
  private static final long SECOND = 1000;

  /** The time of a second, shared by what ends in it. */
  private record Stamp(long second, String local, String iso) {}

  private static volatile Stamp stamp = new Stamp(-1, "", "");

  private LogTime() {}

  private static Stamp now() {
    long second = System.currentTimeMillis() / SECOND;
    Stamp last = stamp;
    if (last.second != second) {
      ZonedDateTime time = ZonedDateTime.now(ZoneId.systemDefault());
      last = new Stamp(second, LOCAL.format(time), ISO.format(time));
      stamp = last;
    }
    return last;
  }

  /** {@code $time_local}. */
  public static String local() {
    return now().local;
  }

  /** {@code $time_iso8601}. */
  public static String iso() {
    return now().iso;
  }

  /** {@code $msec}. */
  public static String millis() {
    return seconds(System.currentTimeMillis());
  }

  /** Milliseconds as seconds with three decimals. */
  public static String seconds(long millis) {
    long left = millis % SECOND;
    return millis / SECOND + (left < 10 ? ".00" : left < 100 ? ".0" : ".") + left;
  }
}
