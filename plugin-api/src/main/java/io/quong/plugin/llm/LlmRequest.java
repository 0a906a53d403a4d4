package io.quong.plugin.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.MediaType;
import io.vertx.core.Future;

/** What the AI plugins share of a request to a language model. */
public final class LlmRequest {
  /** Kong's {@code client_body_buffer_size}: a body that fits there is never too large. */
  private static final int ALWAYS_READ = 8192;

  private LlmRequest() {}

  /**
   * The body as an earlier plugin left it, or as the client sent it; null when it is no JSON object
   * or too long. The content type has to be JSON; a missing one counts as JSON.
   *
   * @param max bytes; null for Kong's default
   */
  public static Future<ObjectNode> read(Exchange exchange, Integer max) {
    String type = exchange.upstream().headers().get("Content-Type");
    if (type != null && MediaType.ofPrefix(type) != MediaType.JSON) {
      return Future.succeededFuture();
    }
    ByteBuf own = exchange.upstream().body();
    int limit = Math.max(ALWAYS_READ, max == null ? 0 : max);
    if (own != null && own.isReadable()) {
      return Future.succeededFuture(
          own.readableBytes() <= limit ? Json.object(ByteText.of(own)) : null);
    }
    return exchange
        .request()
        .readBody(limit)
        .map(body -> body == null ? null : Json.object(ByteText.of(body)));
  }

  /**
   * The body as an earlier plugin left it, or as the client sent it; empty for none and for one
   * that is too long.
   *
   * @param max bytes; null for Kong's default
   */
  public static Future<String> text(Exchange exchange, Integer max) {
    ByteBuf own = exchange.upstream().body();
    if (own != null && own.isReadable()) {
      return Future.succeededFuture(ByteText.unicode(ByteText.of(own)));
    }
    return exchange
        .request()
        .readBody(Math.max(ALWAYS_READ, max == null ? 0 : max))
        .map(body -> body == null ? "" : ByteText.unicode(ByteText.of(body)));
  }

  /** Sends this body up, as JSON. */
  public static void write(Exchange exchange, JsonNode body) {
    exchange.upstream().body(ByteText.buffer(Json.text(body)));
    if (!exchange.upstream().headers().contains("Content-Type")) {
      exchange.upstream().headers().set("Content-Type", "application/json");
    }
  }

  /** {@code {"error":{"message":…}}}. */
  public static Step refuse(int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("message", message);
    return Step.respond(Answer.exit(status, body));
  }
}
