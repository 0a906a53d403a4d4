package io.quong.plugins.ratelimiting;

import io.quong.lua.LuaNumbers;
import io.quong.plugin.period.Period;

/**
 * One configured limit, with its current window. The window is worked out once and kept until it
 * ends: a race between loops makes the same one twice.
 */
final class Limit {
  final Period period;
  final double allowed;

  /** The limit as headers show it. */
  final String shown;

  final String limitHeader;
  final String remainingHeader;

  private volatile Window window = new Window(0, 0);

  /** From the first millisecond to the first one behind it. */
  record Window(long start, long end) {}

  Limit(Period period, double allowed) {
    this.period = period;
    this.allowed = allowed;
    this.shown = LuaNumbers.text(allowed);
    this.limitHeader = "X-RateLimit-Limit-" + period.title();
    this.remainingHeader = "X-RateLimit-Remaining-" + period.title();
  }

  Window window(long now) {
    Window current = window;
    if (now < current.start || now >= current.end) {
      long start = period.start(now);
      current = new Window(start, period.end(start));
      window = current;
    }
    return current;
  }

  /** How many uses fit: the smallest count at which nothing remains. */
  long uses() {
    return (long) Math.ceil(allowed);
  }
}
