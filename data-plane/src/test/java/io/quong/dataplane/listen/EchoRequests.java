package io.quong.dataplane.listen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Framing;
import io.quong.dataplane.http.HeaderBlock;
import io.quong.dataplane.http.Refusal;
import io.quong.dataplane.http.Refused;
import io.quong.dataplane.http.RequestHead;
import io.quong.dataplane.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each request with what came: start line, Host, cookies, connection facts and body. */
final class EchoRequests extends ChannelInboundHandlerAdapter {
  private final AtomicInteger begun;
  private RequestHead head;
  private CompositeByteBuf body;

  private EchoRequests(AtomicInteger begun) {
    this.begun = begun;
  }

  /**
   * @param begun counts the requests whose head came
   */
  static void addTo(Channel channel, AtomicInteger begun) {
    channel.pipeline().addLast(new EchoRequests(begun));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof RequestHead request) {
      head = request;
      body = ctx.alloc().compositeBuffer();
      begun.incrementAndGet();
    } else if (message instanceof BodyPart part) {
      body.addComponent(true, part.content());
      if (part.last()) {
        answer(ctx);
      }
    } else if (message instanceof Refused refused) {
      refuse(ctx, refused.refusal());
    }
  }

  private void answer(ChannelHandlerContext ctx) {
    ConnectionInfo info = ConnectionInfo.of(ctx.channel());
    HeaderBlock headers = new HeaderBlock();
    headers.add("X-Method", head.method() + " " + head.target());
    headers.add("X-Host", String.valueOf(head.headers().get("host")));
    headers.add("X-Version", head.version().toString());
    headers.add("X-Framing", head.framing().toString());
    headers.add("X-Cookie", String.valueOf(head.headers().all("cookie")));
    headers.add("X-Client", info.proxied() == null ? "" : info.proxied().toString());
    headers.add("X-Tls", info.tls() == null ? "" : info.tls().serverName() + info.tls().version());
    boolean chunked = head.target().startsWith("/chunked");
    ctx.write(
        ResponseHead.of(
            200,
            "OK",
            headers,
            chunked ? Framing.CHUNKED : Framing.LENGTH,
            chunked ? -1 : body.readableBytes()));
    if (chunked) {
      ctx.write(BodyPart.of(body));
      ctx.writeAndFlush(BodyPart.END);
    } else {
      ctx.writeAndFlush(BodyPart.last(body));
    }
    body = null;
  }

  private static void refuse(ChannelHandlerContext ctx, Refusal refusal) {
    String text = refusal.message() == null ? refusal.page() : refusal.message();
    ByteBuf content = ctx.alloc().buffer();
    content.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    ctx.write(
        ResponseHead.of(
            refusal.status(),
            refusal.reason(),
            new HeaderBlock(),
            Framing.LENGTH,
            content.readableBytes()));
    ctx.writeAndFlush(BodyPart.last(content));
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (body != null) {
      body.release();
    }
  }
}
