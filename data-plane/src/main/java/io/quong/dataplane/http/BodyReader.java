package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;

/** Reads the body that a head announced. */
final class BodyReader {
  private final ChunkedBody chunks = new ChunkedBody();
  private Framing framing = Framing.NONE;
  private long left;
  private long read;

  void begin(Framing bodyFraming, long contentLength) {
    framing = bodyFraming;
    left = contentLength;
    read = 0;
    chunks.reset();
  }

  /** Bytes of content so far. */
  long read() {
    return read;
  }

  Framing framing() {
    return framing;
  }

  boolean bad() {
    return chunks.bad();
  }

  /**
   * Reads what there is.
   *
   * @return the next part; null when more bytes are needed, or when a chunk is malformed
   */
  BodyPart next(ByteBuf in) {
    return switch (framing) {
      case NONE -> BodyPart.END;
      case LENGTH -> ofLength(in);
      case CHUNKED -> ofChunks(in);
      case CLOSE ->
          in.isReadable() ? counted(in.readRetainedSlice(in.readableBytes()), false) : null;
    };
  }

  private BodyPart ofLength(ByteBuf in) {
    if (!in.isReadable()) {
      return null;
    }
    int count = (int) Math.min(left, in.readableBytes());
    left -= count;
    return counted(in.readRetainedSlice(count), left == 0);
  }

  private BodyPart ofChunks(ByteBuf in) {
    ByteBuf piece = chunks.read(in);
    if (piece != null) {
      return counted(piece, false);
    }
    return chunks.done() ? BodyPart.END : null;
  }

  private BodyPart counted(ByteBuf piece, boolean last) {
    read += piece.readableBytes();
    return new BodyPart(piece, last, null);
  }
}
