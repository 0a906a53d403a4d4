package io.quong.dataplane.balancer;

import io.quong.entity.Upstream;
import java.util.UUID;

/** What an upstream's requests are hashed on. */
final class HashRule {
  private final Upstream upstream;

  HashRule(Upstream upstream) {
    this.upstream = upstream;
  }

  /** Of what is there first: {@code hash_on}, {@code hash_fallback}, else of the empty text. */
  int of(HashSource source) {
    String value =
        value(
            upstream.hashOn(),
            source,
            upstream.hashOnHeader(),
            upstream.hashOnQueryArg(),
            upstream.hashOnUriCapture());
    if (value == null) {
      value =
          value(
              upstream.hashFallback(),
              source,
              upstream.hashFallbackHeader(),
              upstream.hashFallbackQueryArg(),
              upstream.hashFallbackUriCapture());
    }
    return XxHash32.of(value == null ? "" : value);
  }

  private String value(
      String kind, HashSource source, String header, String argument, String capture) {
    if (kind == null) {
      return null;
    }
    return switch (kind) {
      case "consumer" -> source.consumer();
      case "ip" -> source.ip();
      case "header" -> source.header(header);
      case "cookie" -> cookie(source);
      case "path" -> source.path();
      case "query_arg" -> source.queryArgument(argument);
      case "uri_capture" -> source.capture(capture);
      default -> null;
    };
  }

  /** One that does not come is made, used, and given to the client. */
  private String cookie(HashSource source) {
    String value = source.cookie(upstream.hashOnCookie());
    if (value == null) {
      value = UUID.randomUUID().toString();
      source.setCookie(upstream.hashOnCookie(), value, upstream.hashOnCookiePath());
    }
    return value;
  }
}
