package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;

/**
 * A client codec that has asked something, with a handler behind it that writes down what comes.
 */
final class ClientSide extends ChannelInboundHandlerAdapter {
  private final StringBuilder events = new StringBuilder();
  private final Http1ClientCodec codec = new Http1ClientCodec(HttpLimits.DEFAULT);
  private final EmbeddedChannel channel = new EmbeddedChannel(codec, this);
  private boolean full;

  /**
   * What becomes of these bytes when they come in pieces of this size and the connection ends
   * behind them; a star tells that it could have been used again.
   */
  static String events(byte[] raw, int piece, String method, boolean full) {
    ClientSide side = new ClientSide();
    side.full = full;
    HeaderBlock headers = new HeaderBlock();
    headers.add("Host", "a");
    side.channel.write(RequestHead.to(method, "/x", headers, Framing.NONE, -1));
    side.channel.writeOutbound(BodyPart.END);
    for (int at = 0; at < raw.length && side.channel.isOpen(); at += piece) {
      ByteBuf in = side.channel.alloc().buffer();
      side.channel.writeInbound(in.writeBytes(raw, at, Math.min(piece, raw.length - at)));
    }
    if (side.codec.reusable()) {
      side.events.append('*');
    }
    side.channel.finishAndReleaseAll();
    return side.events.toString().strip();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ResponseHead head) {
      events.append(head.status()).append(' ').append(head.reason()).append(' ');
      events.append(head.framing()).append(' ');
      if (full) {
        events.append(head.version()).append(' ').append(head.contentLength()).append(' ');
        events.append(head.size()).append('\n').append(head.headers());
      }
      if (head.status() == 101) {
        ctx.pipeline().remove(codec);
      }
    } else if (message instanceof BodyPart part) {
      events.append(part.content().toString(StandardCharsets.ISO_8859_1));
      events.append(part.last() ? "; " : "");
      part.release();
    } else if (message instanceof ByteBuf raw) {
      events.append("raw ").append(raw.toString(StandardCharsets.ISO_8859_1));
      raw.release();
    } else {
      events.append(message);
    }
  }
}
