package io.quong.plugins.ratelimiting;

import io.quong.plugin.Exchange;
import java.util.Locale;

/**
 * Who is counted: what {@code limit_by} names or, where a request has no such thing, its address.
 */
final class Identifier {
  private final By by;
  private final String header;
  private final String path;

  private enum By {
    CONSUMER,
    CREDENTIAL,
    IP,
    SERVICE,
    HEADER,
    PATH
  }

  Identifier(RateLimitingConfig config) {
    this.by =
        config.limitBy() == null
            ? By.CONSUMER
            : By.valueOf(config.limitBy().toUpperCase(Locale.ROOT));
    this.header = config.headerName();
    this.path = config.path();
  }

  String of(Exchange exchange) {
    String named =
        switch (by) {
          case CONSUMER ->
              exchange.consumer() != null ? exchange.consumer().id() : credential(exchange);
          case CREDENTIAL -> credential(exchange);
          case SERVICE -> exchange.service() == null ? null : exchange.service().id();
          case HEADER -> exchange.request().headers().get(header);
          case PATH -> exchange.request().path().equals(path) ? path : null;
          case IP -> null;
        };
    return named != null ? named : exchange.client().forwardedIp();
  }

  private static String credential(Exchange exchange) {
    return exchange.credential() == null ? null : exchange.credential().id();
  }
}
