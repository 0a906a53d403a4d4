package io.quong.plugins.aiproxy;

import io.quong.plugin.Exchange;
import io.quong.plugin.llm.LlmFailure;
import io.quong.plugin.message.ByteText;
import java.util.List;

/** A setting of the model that may hold one value of the request: {@code $(headers.x)}. */
final class ModelName {
  private ModelName() {}

  /**
   * The text with the request's value.
   *
   * @param text null for none
   * @throws LlmFailure when the request has no such value
   */
  static String of(String text, Exchange exchange) {
    int open = text == null ? -1 : text.indexOf("$(");
    int close = open < 0 ? -1 : text.indexOf(')', open);
    if (close < 0) {
      return text;
    }
    String expression = text.substring(open + 2, close);
    int dot = expression.indexOf('.');
    if (dot < 0 || expression.indexOf('.', dot + 1) >= 0) {
      throw new LlmFailure("cannot parse expression for field '" + text + "'");
    }
    String source = expression.substring(0, dot);
    String key = expression.substring(dot + 1);
    String value = value(source, key, exchange);
    if (value == null) {
      throw new LlmFailure(source + " key " + key + " was not provided");
    }
    return text.substring(0, open) + ByteText.unicode(value) + text.substring(close + 1);
  }

  private static String value(String source, String key, Exchange exchange) {
    return switch (source) {
      case "headers" -> {
        String exact = exchange.request().headers().get(key);
        yield exact != null ? exact : exchange.request().headers().get(key.replace('_', '-'));
      }
      case "uri_captures" -> exchange.request().captures().get(key);
      case "query_params" -> {
        List<String> values = exchange.request().query().get(key);
        yield values == null ? null : values.get(0);
      }
      default -> throw new LlmFailure("source '" + source + "' is not supported");
    };
  }
}
