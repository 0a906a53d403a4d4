package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;

/** Writes responses to a client: the status line, the headers, and what frames the body. */
final class ResponseEncoder {
  private static final byte[] VERSION = HeadEncoder.ascii("HTTP/1.1 ");
  private static final byte[] KEEP_ALIVE = HeadEncoder.ascii("Connection: keep-alive\r\n");
  private static final byte[] CLOSE = HeadEncoder.ascii("Connection: close\r\n");
  private static final byte[] UPGRADE = HeadEncoder.ascii("Connection: upgrade\r\n");
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int UPGRADE_REQUIRED = 426;

  private final HeadEncoder encoder = new HeadEncoder();

  /** Whether the end of this response can only be told by closing the connection. */
  static boolean endsByClose(RequestHead request, ResponseHead head) {
    return request.version() == HttpVersion.HTTP_1_0
        && streams(head)
        && !bodyless(request, head.status());
  }

  private static boolean streams(ResponseHead head) {
    return head.framing() == Framing.CHUNKED || head.framing() == Framing.CLOSE;
  }

  private static boolean bodyless(RequestHead request, int status) {
    return status == 204 || status == 304 || status < 200 || request.method().equals("HEAD");
  }

  void head(ChannelHandlerContext ctx, RequestHead request, ResponseHead head, boolean close) {
    HeaderBlock headers = head.headers();
    headers.remove(HeaderName.TRANSFER_ENCODING);
    boolean bodyless = bodyless(request, head.status());
    boolean chunked = streams(head) && !bodyless && request.version() != HttpVersion.HTTP_1_0;
    if (streams(head)) {
      headers.remove(HeaderName.CONTENT_LENGTH);
    }
    ByteBuf out = HeadEncoder.buffer(ctx, headers, head.reason().length());
    out.writeBytes(VERSION);
    HeadEncoder.writeDecimal(out, head.status());
    out.writeByte(' ');
    out.writeCharSequence(head.reason(), StandardCharsets.ISO_8859_1);
    out.writeByte('\r').writeByte('\n');
    headers.writeTo(out);
    if (chunked) {
      HeadEncoder.writeChunked(out);
    } else if (!streams(head) && !bodyless && !headers.contains(HeaderName.CONTENT_LENGTH)) {
      HeadEncoder.writeLength(out, head.framing() == Framing.LENGTH ? head.contentLength() : 0);
    }
    boolean switching =
        head.status() == SWITCHING_PROTOCOLS
            || (head.status() == UPGRADE_REQUIRED
                && !close
                && headers.contains(HeaderName.UPGRADE));
    out.writeBytes(switching ? UPGRADE : close ? CLOSE : KEEP_ALIVE);
    encoder.hold(out, chunked, bodyless);
  }

  void part(ChannelHandlerContext ctx, BodyPart part, ChannelPromise promise) {
    encoder.write(ctx, part, promise);
  }

  void beforeFlush(ChannelHandlerContext ctx) {
    encoder.flushHeld(ctx);
  }
}
