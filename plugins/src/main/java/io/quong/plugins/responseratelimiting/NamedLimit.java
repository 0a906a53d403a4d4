package io.quong.plugins.responseratelimiting;

import io.quong.lua.LuaNumbers;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.period.Period;
import java.util.ArrayList;
import java.util.List;

/** A named limit: how much of it may be used in each of its periods, and its headers. */
final class NamedLimit {
  final String name;
  final String remainingHeader;
  final List<Window> windows = new ArrayList<>();

  /** What is allowed in one period. */
  record Window(
      Period period, double allowed, String shown, String limitHeader, String remainingHeader) {}

  NamedLimit(String name, ResponseRatelimitingConfig.Limits limits) {
    this.name = name;
    String header = ByteText.of(name);
    this.remainingHeader = "X-RateLimit-Remaining-" + header;
    Double[] allowed = {
      limits.second(), limits.minute(), limits.hour(), limits.day(), limits.month(), limits.year()
    };
    for (Period period : Period.values()) {
      Double uses = allowed[period.ordinal()];
      if (uses != null) {
        windows.add(
            new Window(
                period,
                uses,
                LuaNumbers.text(uses),
                "X-RateLimit-Limit-" + header + "-" + period.word(),
                remainingHeader + "-" + period.word()));
      }
    }
  }
}
