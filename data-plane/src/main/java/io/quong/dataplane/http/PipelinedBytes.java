package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;

/**
 * What a client sent behind a request that is not answered yet. It goes on being read, since that
 * is how one learns that the client went away, until {@value #MAX_BYTES} bytes wait.
 */
final class PipelinedBytes {
  private static final int MAX_BYTES = 64 * 1024;

  private final ArrayDeque<ByteBuf> buffers = new ArrayDeque<>(0);
  private int bytes;
  private boolean paused;

  boolean isEmpty() {
    return buffers.isEmpty();
  }

  void add(ChannelHandlerContext ctx, ByteBuf in) {
    buffers.addLast(in);
    added(ctx, in);
  }

  /** What was taken and not used. */
  void putBack(ChannelHandlerContext ctx, ByteBuf in) {
    buffers.addFirst(in);
    added(ctx, in);
  }

  private void added(ChannelHandlerContext ctx, ByteBuf in) {
    bytes += in.readableBytes();
    if (bytes > MAX_BYTES) {
      paused = true;
      ctx.channel().config().setAutoRead(false);
    }
  }

  /** The oldest buffer, or null. */
  ByteBuf take(ChannelHandlerContext ctx) {
    ByteBuf in = buffers.pollFirst();
    if (in == null) {
      return null;
    }
    bytes -= in.readableBytes();
    if (paused && bytes <= MAX_BYTES) {
      paused = false;
      ctx.channel().config().setAutoRead(true);
    }
    return in;
  }

  void passOn(ChannelHandlerContext ctx) {
    for (ByteBuf in = take(ctx); in != null; in = take(ctx)) {
      ctx.fireChannelRead(in);
    }
  }

  void release() {
    for (ByteBuf in = buffers.pollFirst(); in != null; in = buffers.pollFirst()) {
      in.release();
    }
    bytes = 0;
  }
}
