package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** A server codec with a handler behind it that writes down what comes and answers each request. */
final class ServerSide extends ChannelInboundHandlerAdapter {
  private final StringBuilder events = new StringBuilder();
  private final boolean full;
  private boolean inBody;
  final EmbeddedChannel channel;

  ServerSide(HttpLimits limits, boolean full) {
    this.full = full;
    channel =
        new EmbeddedChannel(new Http1ServerCodec(limits, ClientTimeouts.DEFAULT, false), this);
  }

  /** What becomes of these bytes when they come in pieces of this size. */
  static String events(byte[] raw, int piece, boolean full) {
    ServerSide side = new ServerSide(HttpLimits.DEFAULT, full);
    for (int at = 0; at < raw.length && side.channel.isOpen(); at += piece) {
      ByteBuf in = side.channel.alloc().buffer();
      side.channel.writeInbound(in.writeBytes(raw, at, Math.min(piece, raw.length - at)));
    }
    side.channel.finishAndReleaseAll();
    return side.events.toString().replace("  ;", " ;").strip();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof RequestHead head) {
      head(head);
      inBody = true;
    } else if (message instanceof BodyPart part) {
      String text = part.content().toString(StandardCharsets.ISO_8859_1);
      events.append(part.content().isReadable() && full ? text : brief(text));
      if (part.last()) {
        end();
        ByteBuf body = Unpooled.copiedBuffer("hi", StandardCharsets.US_ASCII);
        ctx.write(ResponseHead.of(200, "OK", new HeaderBlock(), Framing.LENGTH, 2));
        ctx.writeAndFlush(BodyPart.last(body));
      }
      part.release();
    } else if (message instanceof Refused refused) {
      events.append(inBody ? "… " : "").append(refused.refusal());
      if (full) {
        head(refused.head());
      }
      ctx.write(ResponseHead.of(400, "Bad Request", new HeaderBlock(), Framing.NONE, 0));
      ctx.writeAndFlush(BodyPart.END);
    }
  }

  private void end() {
    inBody = false;
    events.append(" ; ");
  }

  private void head(RequestHead head) {
    events.append(head.method()).append(' ').append(brief(head.target())).append(' ');
    if (full || head.authority() != null) {
      events.append('[').append(head.authority()).append("] ");
    }
    if (head.version() != HttpVersion.HTTP_1_1) {
      events.append(head.version()).append(' ');
    }
    if (!head.keepAlive()) {
      events.append("close ");
    }
    if (head.expectContinue()) {
      events.append("continue ");
    }
    if (head.framing() != Framing.NONE) {
      events.append(head.framing().name().toLowerCase(Locale.ROOT)).append(' ');
    }
    if (full) {
      events.append(head.contentLength()).append(' ').append(head.size()).append('\n');
      events.append(head.headers());
    } else {
      headers(head.headers());
    }
  }

  private void headers(HeaderBlock headers) {
    for (int line = 0; line < headers.size(); line++) {
      if (headers.name(line).startsWith("X")) {
        events.append(headers.name(line)).append('=').append(brief(headers.value(line)));
        events.append(' ');
      }
    }
  }

  private static String brief(String text) {
    return text.length() > 60 ? text.length() + "B" : printable(text);
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        out.append('<').append(HexFormat.of().toHexDigits((byte) c)).append('>');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
