package io.quong.plugin.message;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Dates of HTTP headers in their three forms ({@code Sun, 06 Nov 1994 08:49:37 GMT}, {@code Sunday,
 * 06-Nov-94 08:49:37 GMT}, {@code Sun Nov 6 08:49:37 1994}), read as generously as nginx reads
 * them: the day of the week and the zone do not count.
 */
public final class HttpTime {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final long NONE = -1;

  private final String text;
  private int at;

  private HttpTime(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** Seconds since the epoch; -1 for what is no date. */
  public static long parse(String text) {
    int mark = 0;
    while (mark < text.length() && text.charAt(mark) != ',' && text.charAt(mark) != ' ') {
      mark++;
    }
    boolean asctime = mark < text.length() && text.charAt(mark) == ' ';
    int start = mark + 1;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    try {
      HttpTime time = new HttpTime(text, start);
      return asctime ? time.asctime() : time.dated();
    } catch (DateTimeException | IndexOutOfBoundsException noDate) {
      return NONE;
    }
  }

  private long dated() {
    int day = digits(2);
    char mark = text.charAt(at);
    if (mark != ' ' && mark != '-') {
      return NONE;
    }
    expect(mark);
    int month = month();
    expect(mark);
    int year;
    if (mark == ' ') {
      year = digits(4);
    } else {
      int two = digits(2);
      year = two < 70 ? 2000 + two : 1900 + two;
    }
    expect(' ');
    return seconds(year, month, day);
  }

  private long asctime() {
    int month = month();
    expect(' ');
    if (text.charAt(at) == ' ') {
      at++;
    }
    int day = digits(1);
    if (text.charAt(at) != ' ') {
      day = day * 10 + digits(1);
    }
    expect(' ');
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    expect(':');
    int second = digits(2);
    expect(' ');
    return LocalDateTime.of(digits(4), month, day, hour, minute, second)
        .toEpochSecond(ZoneOffset.UTC);
  }

  private long seconds(int year, int month, int day) {
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    expect(':');
    return LocalDateTime.of(year, month, day, hour, minute, digits(2))
        .toEpochSecond(ZoneOffset.UTC);
  }

  private int month() {
    int found = MONTHS.indexOf(text.substring(at, at + 3));
    if (found < 0 || found % 3 != 0) {
      throw new DateTimeException("no month");
    }
    at += 3;
    return found / 3 + 1;
  }

  private void expect(char mark) {
    if (text.charAt(at) != mark) {
      throw new DateTimeException("no " + mark);
    }
    at++;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      char c = text.charAt(at++);
      if (c < '0' || c > '9') {
        throw new DateTimeException("no digit");
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
