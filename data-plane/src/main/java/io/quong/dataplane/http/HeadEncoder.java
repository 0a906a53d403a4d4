package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;

/**
 * Writes a head and its body. The head waits for the first piece of the body, and a small piece is
 * copied behind it: what fits goes out in one buffer, so in one system call and one TLS record.
 */
final class HeadEncoder {
  private static final int COPY_LIMIT = 2048;
  private static final int ROOM = 128;
  private static final byte[] CRLF = ascii("\r\n");
  private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
  private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
  private static final byte[] LENGTH = ascii("Content-Length: ");
  private static final byte[] HEX = ascii("0123456789abcdef");

  private ByteBuf held;
  private boolean chunked;
  private boolean bodyless;

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A buffer for a start line and these headers. */
  static ByteBuf buffer(ChannelHandlerContext ctx, HeaderBlock headers, int startLine) {
    return ctx.alloc().buffer(headers.writtenSize() + startLine + ROOM);
  }

  static void writeLength(ByteBuf out, long length) {
    out.writeBytes(LENGTH);
    writeDecimal(out, length);
    out.writeBytes(CRLF);
  }

  static void writeChunked(ByteBuf out) {
    out.writeBytes(CHUNKED);
  }

  static void writeDecimal(ByteBuf out, long value) {
    if (value >= 10) {
      writeDecimal(out, value / 10);
    }
    out.writeByte((int) ('0' + value % 10));
  }

  /**
   * Takes a head that wants only its empty line.
   *
   * @param bodyIsChunked whether parts are to be framed as chunks
   * @param withoutBody whether parts are to be dropped, as for HEAD
   */
  void hold(ByteBuf head, boolean bodyIsChunked, boolean withoutBody) {
    held = head.writeBytes(CRLF);
    chunked = bodyIsChunked;
    bodyless = withoutBody;
  }

  /** Writes a part, behind the head if that still waits. */
  void write(ChannelHandlerContext ctx, BodyPart part, ChannelPromise promise) {
    ByteBuf content = part.content();
    int size = bodyless ? 0 : content.readableBytes();
    if (size == 0) {
      content.release();
      content = null;
    }
    if (chunked && !bodyless) {
      writeChunk(ctx, content, size, part.last(), promise);
    } else if (content == null) {
      ctx.write(takeHeld(), promise);
    } else if (held != null && fits(size)) {
      held.writeBytes(content);
      content.release();
      ctx.write(takeHeld(), promise);
    } else {
      flushHeld(ctx);
      ctx.write(content, promise);
    }
  }

  private void writeChunk(
      ChannelHandlerContext ctx, ByteBuf content, int size, boolean last, ChannelPromise promise) {
    if (content == null && !last) {
      ctx.write(takeHeld(), promise);
      return;
    }
    ByteBuf out = held == null ? ctx.alloc().buffer(size <= COPY_LIMIT ? size + 32 : 32) : held;
    held = null;
    if (content != null) {
      writeHex(out, size);
      out.writeBytes(CRLF);
      if (size <= COPY_LIMIT) {
        out.writeBytes(content);
        content.release();
      } else {
        ctx.write(out, ctx.voidPromise());
        ctx.write(content, ctx.voidPromise());
        out = ctx.alloc().buffer(16);
      }
      out.writeBytes(CRLF);
    }
    if (last) {
      out.writeBytes(LAST_CHUNK);
    }
    ctx.write(out, promise);
  }

  private boolean fits(int size) {
    return size <= COPY_LIMIT;
  }

  private ByteBuf takeHeld() {
    ByteBuf head = held == null ? Unpooled.EMPTY_BUFFER : held;
    held = null;
    return head;
  }

  /** Passes a waiting head on; before a flush. */
  void flushHeld(ChannelHandlerContext ctx) {
    if (held != null) {
      ctx.write(takeHeld(), ctx.voidPromise());
    }
  }

  private static void writeHex(ByteBuf out, int value) {
    int shift = 28;
    while (shift > 0 && value >>> shift == 0) {
      shift -= 4;
    }
    for (; shift >= 0; shift -= 4) {
      out.writeByte(HEX[(value >>> shift) & 15]);
    }
  }
}
