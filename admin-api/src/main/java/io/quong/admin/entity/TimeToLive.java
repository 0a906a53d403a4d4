package io.quong.admin.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.store.Row;
import java.time.Clock;

/** {@code ttl} of bodies and answers, in seconds; the store has the moment of the end. */
final class TimeToLive {
  private static final int LONGEST = 100_000_000;

  private final Clock clock;

  TimeToLive(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes the ttl out of a body.
   *
   * @param before how the entity ends that a PATCH changes, or null
   * @return milliseconds since the epoch; null for an entity that stays
   */
  Long take(Kind kind, ObjectNode body, Row before) {
    if (!kind.resource().ttl() || !body.has("ttl")) {
      return before == null ? null : before.expiresAt();
    }
    JsonNode ttl = body.remove("ttl");
    double seconds = ttl.doubleValue();
    if (!ttl.isNumber() || seconds != Math.rint(seconds) || seconds < 0 || seconds > LONGEST) {
      throw AdminError.invalidOption("ttl", "must be an integer between 0 and " + LONGEST);
    }
    return seconds == 0 ? null : clock.millis() + ((long) seconds) * 1_000;
  }

  /** Adds what is left of it. */
  void show(Kind kind, Row row, ObjectNode shown) {
    if (!kind.resource().ttl()) {
      return;
    }
    if (row.expiresAt() == null) {
      shown.putNull("ttl");
    } else {
      shown.put("ttl", Math.max(0, Math.floorDiv(row.expiresAt() - clock.millis(), 1_000L)));
    }
  }
}
