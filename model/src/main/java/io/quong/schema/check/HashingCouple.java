package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.rule.Translation;

/**
 * Couples {@code algorithm} and {@code hash_on} of an upstream: hashing on something is consistent
 * hashing, and the other algorithms hash on nothing.
 */
public final class HashingCouple implements Translation {
  @Override
  public String translate(ObjectNode body) {
    couple(body, body.has("hash_on"));
    return null;
  }

  @Override
  public void settle(ObjectNode entity) {
    couple(entity, true);
  }

  @Override
  public void show(ObjectNode entity) {
    couple(entity, true);
  }

  private static void couple(ObjectNode upstream, boolean hashing) {
    String algorithm = upstream.path("algorithm").asText();
    if (algorithm.equals("least-connections") || algorithm.equals("latency")) {
      upstream.put("hash_on", "none");
      return;
    }
    if (!hashing) {
      return;
    }
    JsonNode hashOn = upstream.path("hash_on");
    if (hashOn.isNull() || hashOn.isMissingNode() || hashOn.asText().equals("none")) {
      upstream.put("hash_on", "none").put("algorithm", "round-robin");
    } else if (hashOn.isTextual()) {
      upstream.put("algorithm", "consistent-hashing");
    }
  }
}
