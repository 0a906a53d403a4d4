package io.quong.plugins.responsetransformer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.MediaType;

/** Kong's response-transformer. */
@GatewayPlugin(name = "response-transformer", priority = 800)
public final class ResponseTransformer implements Plugin {
  /** A longer body goes to the client unchanged: what is held back must end somewhere. */
  private static final int MAX_BODY = 64 << 20;

  private final HeaderEdits headers;
  private final JsonEdits json;

  public ResponseTransformer(ResponseTransformerConfig config, PluginContext context) {
    this.headers = new HeaderEdits(config);
    this.json = new JsonEdits(config);
  }

  /** The pieces of a JSON body until its end. */
  private static final class Held {
    private ByteBuf bytes = Unpooled.buffer();
    private boolean tooLong;
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    Headers answer = exchange.response().headers();
    boolean changesBody = !json.isEmpty() && MediaType.isJson(answer.get("Content-Type"));
    headers.apply(answer);
    if (changesBody) {
      // The length is not known before the whole body has been seen.
      answer.remove("Content-Length");
      exchange.note(new Held());
    }
    return Step.NEXT;
  }

  @Override
  public void bodyFilter(Exchange exchange, BodyPiece piece) {
    if (!(exchange.note() instanceof Held held) || held.tooLong) {
      return;
    }
    ByteBuf content = piece.content();
    held.bytes.writeBytes(content, content.readerIndex(), content.readableBytes());
    if (!piece.last()) {
      if (held.bytes.readableBytes() > MAX_BODY) {
        held.tooLong = true;
        piece.replace(held.bytes);
        held.bytes = null;
      } else {
        piece.replace(Unpooled.EMPTY_BUFFER);
      }
      return;
    }
    String changed = json.apply(ByteText.of(held.bytes));
    if (changed == null) {
      piece.replace(held.bytes);
    } else {
      piece.replace(ByteText.buffer(changed));
      held.bytes.release();
    }
    held.bytes = null;
  }
}
