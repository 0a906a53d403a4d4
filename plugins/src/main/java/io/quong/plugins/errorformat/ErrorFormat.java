package io.quong.plugins.errorformat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.ClientResponse.Source;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;

/** Gives the gateway's own errors another body; those of upstreams pass untouched. */
@GatewayPlugin(name = "error-format", priority = 794, version = "1.0.0")
public final class ErrorFormat implements Plugin {
  private static final int MAX_BODY = 64 << 10;
  private static final String REQUEST_ID = "\nrequest_id: ";

  private final Rewriter rewriter;

  public ErrorFormat(ErrorFormatConfig config, PluginContext context) {
    this.rewriter =
        switch (config.format()) {
          case "article" -> KnownFormat.ARTICLE;
          case "problem" -> KnownFormat.PROBLEM;
          case "template" -> new TemplateFormat(config.templates());
          default -> null;
        };
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    if (rewriter == null
        || exchange.response().source() == Source.SERVICE
        || exchange.response().status() < 400
        || isGrpc(exchange.response().headers())
        || !rewriter.takes(exchange)) {
      return Step.NEXT;
    }
    Headers answer = exchange.response().headers();
    answer.set("Content-Type", rewriter.contentType(exchange));
    // Not known before the body that was made has been read.
    answer.remove("Content-Length");
    exchange.note(Unpooled.buffer());
    return Step.NEXT;
  }

  private static boolean isGrpc(Headers answer) {
    return answer.contains("grpc-status");
  }

  @Override
  public void bodyFilter(Exchange exchange, BodyPiece piece) {
    if (!(exchange.note() instanceof ByteBuf held)) {
      return;
    }
    ByteBuf content = piece.content();
    int room = Math.min(content.readableBytes(), MAX_BODY - held.readableBytes());
    held.writeBytes(content, content.readerIndex(), room);
    if (!piece.last()) {
      piece.replace(Unpooled.EMPTY_BUFFER);
      return;
    }
    String body = rewriter.body(exchange, message(ByteText.of(held)));
    piece.replace(body == null ? held : ByteText.buffer(body));
  }

  /** The message of one of the gateway's own error bodies. */
  private static String message(String made) {
    ObjectNode json = Json.object(made);
    if (json != null) {
      JsonNode message = json.path("message").isTextual() ? json.get("message") : json.get("error");
      return message != null && message.isTextual() ? message.asText() : null;
    }
    int end = made.indexOf(REQUEST_ID);
    return end > 0 ? ByteText.unicode(made.substring(0, end)) : null;
  }
}
