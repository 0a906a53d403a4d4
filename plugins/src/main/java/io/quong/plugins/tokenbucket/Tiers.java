package io.quong.plugins.tokenbucket;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.template.RequestFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The plain bucket, and those for some. */
final class Tiers {
  private final Bucket plain;
  private final List<Tier> tiers = new ArrayList<>();

  private record Tier(TokenBucketConfig.When when, Bucket bucket) {}

  Tiers(TokenBucketConfig config) {
    this.plain =
        new Bucket("", config.limit(), config.window(), orElse(config.burst(), config.limit()));
    for (TokenBucketConfig.Tier each :
        config.tiers() == null ? List.<TokenBucketConfig.Tier>of() : config.tiers()) {
      tiers.add(
          new Tier(
              each.when(),
              new Bucket(
                  each.name(),
                  each.limit(),
                  orElse(each.window(), config.window()),
                  orElse(each.burst(), each.limit()))));
    }
  }

  private static double orElse(Double value, double other) {
    return value == null ? other : value;
  }

  /** The first that applies. */
  Bucket of(Exchange exchange) {
    for (Tier tier : tiers) {
      if (applies(tier.when, exchange)) {
        return tier.bucket;
      }
    }
    return plain;
  }

  private static boolean applies(TokenBucketConfig.When when, Exchange exchange) {
    if (when.claim() != null) {
      return has(RequestFacts.claims(exchange).path(when.claim()), when.has());
    }
    if (when.header() != null) {
      List<String> values = exchange.request().headers().all(when.header());
      return when.has() == null ? !values.isEmpty() : values.contains(when.has());
    }
    if (when.group() != null) {
      return exchange.shared().get("authenticated_groups") instanceof Collection<?> groups
          && groups.contains(when.has() == null ? when.group() : when.has());
    }
    return when.tag() != null
        && exchange.consumer() != null
        && exchange.consumer().tags() != null
        && exchange.consumer().tags().contains(when.has() == null ? when.tag() : when.has());
  }

  private static boolean has(JsonNode claim, String wanted) {
    if (claim.isArray()) {
      for (JsonNode each : claim) {
        if (wanted == null || each.asText().equals(wanted)) {
          return true;
        }
      }
      return false;
    }
    return wanted == null
        ? !claim.isMissingNode()
        : claim.isValueNode() && claim.asText().equals(wanted);
  }
}
