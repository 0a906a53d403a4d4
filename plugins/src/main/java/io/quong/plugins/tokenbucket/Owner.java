package io.quong.plugins.tokenbucket;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.plugin.Exchange;
import io.quong.plugin.template.RequestFacts;
import java.util.List;

/** Whose bucket a request takes from: the first of some things that it has, else its address. */
final class Owner {
  private static final String HEADER = "header:";
  private static final String CLAIM = "claim:";

  private final List<String> keys;

  Owner(List<String> keys) {
    this.keys = keys;
  }

  /** Such as {@code consumer:ID}; what it is stands before it, so that two kinds never meet. */
  String of(Exchange exchange) {
    for (String key : keys) {
      String value = value(key, exchange);
      if (value != null && !value.isEmpty()) {
        return key + ":" + value;
      }
    }
    return "ip:" + exchange.client().forwardedIp();
  }

  private static String value(String key, Exchange exchange) {
    if (key.startsWith(HEADER)) {
      return exchange.request().headers().get(key.substring(HEADER.length()));
    }
    if (key.startsWith(CLAIM)) {
      JsonNode claim = RequestFacts.claims(exchange).path(key.substring(CLAIM.length()));
      return claim.isValueNode() && !claim.isNull() ? claim.asText() : null;
    }
    return switch (key) {
      case "consumer" -> exchange.consumer() == null ? null : exchange.consumer().id();
      case "credential" -> exchange.credential() == null ? null : exchange.credential().id();
      case "service" -> exchange.service() == null ? null : exchange.service().id();
      case "path" -> exchange.request().path();
      default -> exchange.client().forwardedIp();
    };
  }
}
