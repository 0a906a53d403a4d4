package io.quong.plugins.requestsizelimiting;

import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.vertx.core.Future;

/**
 * Kong's request-size-limiting. A body whose length the client tells is not waited for; one of
 * unknown length is read until it ends or is too long.
 */
@GatewayPlugin(name = "request-size-limiting", priority = 951)
public final class RequestSizeLimiting implements Plugin {
  private static final String TOO_LONG = "Request size limit exceeded";
  private static final Step REFUSED = Step.respond(Answer.error(413, TOO_LONG));
  private static final Step NOT_EXPECTED = Step.respond(Answer.error(417, TOO_LONG));
  private static final Step LENGTH_WANTED =
      Step.respond(Answer.error(411, "A valid Content-Length header is required"));
  private static final int DEFAULT_SIZE = 128;

  private final long limit;
  private final boolean lengthRequired;

  public RequestSizeLimiting(RequestSizeLimitingConfig config, PluginContext context) {
    long size = config.allowedPayloadSize() == null ? DEFAULT_SIZE : config.allowedPayloadSize();
    this.limit =
        switch (config.sizeUnit() == null ? "megabytes" : config.sizeUnit()) {
          case "bytes" -> size;
          case "kilobytes" -> size << 10;
          default -> size << 20;
        };
    this.lengthRequired = Boolean.TRUE.equals(config.requireContentLength());
  }

  @Override
  public Step access(Exchange exchange) {
    Headers headers = exchange.request().headers();
    long told = number(headers.get("Content-Length"));
    if (told >= 0) {
      return decide(headers, told <= limit);
    }
    if (lengthRequired && !"chunked".equals(headers.get("Transfer-Encoding"))) {
      return LENGTH_WANTED;
    }
    Future<Boolean> fits = exchange.request().bodyWithin(limit);
    return fits.succeeded()
        ? decide(headers, fits.result())
        : Step.await(fits.map(known -> decide(headers, known)));
  }

  private static Step decide(Headers headers, boolean fits) {
    if (fits) {
      return Step.NEXT;
    }
    return headers.has("Expect", "100-continue") ? NOT_EXPECTED : REFUSED;
  }

  /** -1 for what is no number. */
  private static long number(String text) {
    if (text == null || text.isEmpty()) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = Math.min(value, Long.MAX_VALUE / 16) * 10 + digit;
    }
    return value;
  }
}
