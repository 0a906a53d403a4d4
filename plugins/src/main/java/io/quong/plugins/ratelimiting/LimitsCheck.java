package io.quong.plugins.ratelimiting;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.period.Period;
import io.quong.schema.rule.ValueCheck;
import java.util.Locale;

/** A longer window allows no fewer than a shorter one; a sync rate is for Redis alone. */
public final class LimitsCheck implements ValueCheck {
  private static final double SHORTEST_SYNC = 0.02;

  @Override
  public String refuse(JsonNode config) {
    for (Period longer : Period.values()) {
      JsonNode allowed = config.path(longer.word());
      for (Period shorter : Period.values()) {
        JsonNode inShorter = config.path(shorter.word());
        if (shorter.compareTo(longer) < 0
            && allowed.isNumber()
            && inShorter.isNumber()
            && allowed.doubleValue() < inShorter.doubleValue()) {
          return String.format(
              Locale.ROOT,
              "The limit for %s(%.1f) cannot be lower than the limit for %s(%.1f)",
              longer.word(),
              allowed.doubleValue(),
              shorter.word(),
              inShorter.doubleValue());
        }
      }
    }
    double syncRate = config.path("sync_rate").asDouble(-1);
    if (syncRate == -1) {
      return null;
    }
    if (!config.path("policy").asText().equals("redis")) {
      return "sync_rate can only be used with the redis policy";
    }
    return syncRate < SHORTEST_SYNC
        ? "sync_rate must be greater than 0.02, or -1 to disable"
        : null;
  }
}
