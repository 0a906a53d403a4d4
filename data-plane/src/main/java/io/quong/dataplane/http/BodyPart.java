package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ReferenceCounted;

/**
 * A piece of a body. Every message ends with exactly one part whose {@link #last} is true, also one
 * without a body.
 *
 * @param content the bytes; counted, whoever receives the part releases it
 * @param trailers fields behind the body, on a last part only; else null
 */
public record BodyPart(ByteBuf content, boolean last, HeaderBlock trailers)
    implements ReferenceCounted {
  /** The end of a body, without bytes. */
  public static final BodyPart END = new BodyPart(Unpooled.EMPTY_BUFFER, true, null);

  /** A piece with more to come. */
  public static BodyPart of(ByteBuf content) {
    return new BodyPart(content, false, null);
  }

  /** The last piece. */
  public static BodyPart last(ByteBuf content) {
    return new BodyPart(content, true, null);
  }

  @Override
  public int refCnt() {
    return content.refCnt();
  }

  @Override
  public BodyPart retain() {
    content.retain();
    return this;
  }

  @Override
  public BodyPart retain(int increment) {
    content.retain(increment);
    return this;
  }

  @Override
  public BodyPart touch() {
    content.touch();
    return this;
  }

  @Override
  public BodyPart touch(Object hint) {
    content.touch(hint);
    return this;
  }

  @Override
  public boolean release() {
    return content.release();
  }

  @Override
  public boolean release(int decrement) {
    return content.release(decrement);
  }
}
