package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.ResponseHead;

/** A response that is held until it is whole, for plugins that look at all of it. */
final class HeldResponse {
  /** A larger one is not held: the node's memory is worth more than the response. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  private final ResponseHead head;
  private CompositeByteBuf body = Unpooled.compositeBuffer(1024);

  HeldResponse(ResponseHead head) {
    this.head = head;
  }

  ResponseHead head() {
    return head;
  }

  /**
   * Takes the part over.
   *
   * @return false when there is too much
   */
  boolean add(BodyPart part) {
    if (body == null || body.readableBytes() + part.content().readableBytes() > MAX_BYTES) {
      part.release();
      return false;
    }
    body.addComponent(true, part.content());
    return true;
  }

  /** What is there so far; not to be released. */
  ByteBuf body() {
    return body;
  }

  void release() {
    if (body != null) {
      body.release();
      body = null;
    }
  }
}
