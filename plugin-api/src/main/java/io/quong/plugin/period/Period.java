package io.quong.plugin.period;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The windows that a limit may be for; aligned to the UTC calendar, as in Kong. */
public enum Period {
  SECOND("Second", 1),
  MINUTE("Minute", 60),
  HOUR("Hour", 3_600),
  DAY("Day", 86_400),
  MONTH("Month", 2_592_000),
  YEAR("Year", 31_536_000);

  private final String title;

  private final String word;
  private final long seconds;

  Period(String title, long seconds) {
    this.title = title;
    this.word = title.toLowerCase(Locale.ROOT);
    this.seconds = seconds;
  }

  /** As headers have it: {@code Second}. */
  public String title() {
    return title;
  }

  /** As counter keys and Kong's tables have it: {@code second}. */
  public String word() {
    return word;
  }

  /** What Kong takes the window's length for; months and years are nominal. */
  public long seconds() {
    return seconds;
  }

  /** The window's first millisecond. */
  public long start(long now) {
    return switch (this) {
      case SECOND, MINUTE, HOUR, DAY -> now - Math.floorMod(now, seconds * 1000);
      case MONTH -> monthStart(now).toInstant().toEpochMilli();
      case YEAR -> monthStart(now).withMonth(1).toInstant().toEpochMilli();
    };
  }

  /** The first millisecond of the next window. */
  public long end(long start) {
    return switch (this) {
      case SECOND, MINUTE, HOUR, DAY -> start + seconds * 1000;
      case MONTH -> monthStart(start).plusMonths(1).toInstant().toEpochMilli();
      case YEAR -> monthStart(start).plusYears(1).toInstant().toEpochMilli();
    };
  }

  private static ZonedDateTime monthStart(long now) {
    return Instant.ofEpochMilli(now)
        .atZone(ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.DAYS)
        .withDayOfMonth(1);
  }
}
