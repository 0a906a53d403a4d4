package io.quong.plugin;

import io.netty.buffer.ByteBuf;

/** A piece of a response body on its way to the client. */
public interface BodyPiece {
  /**
   * The bytes; empty for the last piece of a body that ended before. Reading moves no index of the
   * original.
   */
  ByteBuf content();

  boolean last();

  /** Sends this instead; the gateway takes over the reference and releases what was there. */
  void replace(ByteBuf content);
}
