package io.quong.plugins.responseratelimiting;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;
import java.util.List;
import java.util.Locale;

/** The limit of a longer period is not below that of a shorter one. */
public final class PeriodsOfLimit implements ValueCheck {
  private static final List<String> PERIODS =
      List.of("second", "minute", "hour", "day", "month", "year");

  @Override
  public String refuse(JsonNode value) {
    String shorter = null;
    for (String period : PERIODS) {
      if (!value.path(period).isNumber()) {
        continue;
      }
      if (shorter != null && value.get(period).asDouble() < value.get(shorter).asDouble()) {
        return String.format(
            Locale.ROOT,
            "the limit for %s(%.1f) cannot be lower than the limit for %s(%.1f)",
            period,
            value.get(period).asDouble(),
            shorter,
            value.get(shorter).asDouble());
      }
      shorter = period;
    }
    return null;
  }
}
