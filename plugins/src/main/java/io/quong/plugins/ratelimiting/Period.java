package io.quong.plugins.ratelimiting;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The windows that a limit may be for; aligned to the UTC calendar, as in Kong. */
enum Period {
  SECOND("Second", 1),
  MINUTE("Minute", 60),
  HOUR("Hour", 3_600),
  DAY("Day", 86_400),
  MONTH("Month", 2_592_000),
  YEAR("Year", 31_536_000);

  final String title;

  /** As counter keys and Kong's table have it. */
  final String word;

  /** What Kong takes the window's length for, in seconds; months and years are nominal. */
  final long seconds;

  final String limitHeader;
  final String remainingHeader;

  Period(String title, long seconds) {
    this.title = title;
    this.word = title.toLowerCase(Locale.ROOT);
    this.seconds = seconds;
    this.limitHeader = "X-RateLimit-Limit-" + title;
    this.remainingHeader = "X-RateLimit-Remaining-" + title;
  }

  /** The window's first millisecond. */
  long start(long now) {
    return switch (this) {
      case SECOND, MINUTE, HOUR, DAY -> now - Math.floorMod(now, seconds * 1000);
      case MONTH -> monthStart(now).toInstant().toEpochMilli();
      case YEAR -> monthStart(now).withMonth(1).toInstant().toEpochMilli();
    };
  }

  /** The first millisecond of the next window. */
  long end(long start) {
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
