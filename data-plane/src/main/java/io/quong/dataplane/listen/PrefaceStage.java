package io.quong.dataplane.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/** Tells HTTP/2 with prior knowledge from HTTP/1 by the first bytes. */
final class PrefaceStage extends ByteToMessageDecoder {
  private final ConnectionSetup setup;
  private final ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();

  PrefaceStage(ConnectionSetup setup) {
    this.setup = setup;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    int there = Math.min(in.readableBytes(), preface.readableBytes());
    boolean alike = true;
    for (int i = 0; i < there && alike; i++) {
      alike = in.getByte(in.readerIndex() + i) == preface.getByte(i);
    }
    if (!alike) {
      setup.http1(ctx.pipeline());
      ctx.pipeline().remove(this);
    } else if (there == preface.readableBytes()) {
      setup.http2(ctx.pipeline());
      ctx.pipeline().remove(this);
    }
  }
}
