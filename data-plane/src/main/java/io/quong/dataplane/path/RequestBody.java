package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.dataplane.http.BodyPart;

/**
 * The body of a request on its way: collected until it is whole or too large to hold, or passed on
 * piece by piece.
 */
final class RequestBody {
  /** More than this is not held; the request is then streamed, and not tried again. */
  static final int HELD = 1024 * 1024;

  private CompositeByteBuf collected;
  private boolean complete;
  private boolean passedOn;

  /** Takes the part over. */
  void add(BodyPart part) {
    complete = part.last();
    ByteBuf content = part.content();
    if (!content.isReadable()) {
      content.release();
      return;
    }
    if (collected == null) {
      collected = Unpooled.compositeBuffer(1024);
    }
    collected.addComponent(true, content);
  }

  boolean complete() {
    return complete;
  }

  /** Whether it is larger than what is held. */
  boolean overflows() {
    return size() > HELD;
  }

  int size() {
    return collected == null ? 0 : collected.readableBytes();
  }

  /** The whole body; null when it is not complete or its beginning is gone. Not to be released. */
  ByteBuf whole() {
    if (!complete || passedOn) {
      return null;
    }
    return collected == null ? Unpooled.EMPTY_BUFFER : collected;
  }

  /** Whether it may still be sent from its beginning. */
  boolean repeatable() {
    return complete && !passedOn;
  }

  /** What was collected so far, to be sent on; it is gone from here. Null when there is nothing. */
  ByteBuf takeCollected() {
    passedOn = true;
    ByteBuf taken = collected;
    collected = null;
    return taken;
  }

  void release() {
    if (collected != null) {
      collected.release();
      collected = null;
      passedOn = true;
    }
  }
}
