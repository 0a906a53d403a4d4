package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.http.Framing;

/**
 * The body of a request as far as the gateway holds it: in memory up to a limit, behind that in a
 * file, as nginx does with {@code client_body_buffer_size}.
 */
final class RequestBody {
  private final Spool.Folder folder;
  private final long inMemory;
  private CompositeByteBuf collected;
  private Spool spool;
  private ByteBuf loaded;
  private boolean complete;
  private boolean passedOn;
  private boolean released;

  /**
   * @param inMemory bytes that may be held in memory
   * @param framing of the request: {@code NONE} is complete from the start
   */
  RequestBody(Spool.Folder folder, long inMemory, Framing framing) {
    this.folder = folder;
    this.inMemory = inMemory;
    this.complete = framing == Framing.NONE;
  }

  /** Takes the part over. */
  void add(BodyPart part) {
    complete = part.last();
    ByteBuf content = part.content();
    if (!content.isReadable()) {
      content.release();
    } else if (spool != null) {
      spool.append(content);
    } else {
      if (collected == null) {
        collected = Unpooled.compositeBuffer(1024);
      }
      collected.addComponent(true, content);
    }
  }

  /** Whether all of it has come. */
  boolean complete() {
    return complete;
  }

  /** Whether there is more than may be held in memory, and no file holds it. */
  boolean overflows() {
    return spool == null && size() > inMemory;
  }

  /** Moves what is held to a file, and all that follows. */
  void spill(Spool.Listener listener) {
    spool = folder.open(listener);
    if (collected != null) {
      spool.append(collected);
      collected = null;
    }
  }

  /** Null unless {@link #spill} was called. */
  Spool spool() {
    return spool;
  }

  /** Bytes held in memory. */
  int size() {
    return collected == null ? 0 : collected.readableBytes();
  }

  /** Bytes that have come, wherever they are kept. */
  long length() {
    return spool == null ? size() : spool.size();
  }

  /** The whole body in memory; null when it is in a file and was not read back. */
  ByteBuf held() {
    return loaded != null ? loaded : whole();
  }

  /** Keeps what was read back from the file until the end. */
  void loaded(ByteBuf bytes) {
    if (released) {
      bytes.release();
    } else {
      loaded = bytes;
    }
  }

  /**
   * The whole body; null when it is not held in memory from beginning to end. Not to be released.
   */
  ByteBuf whole() {
    if (!complete || passedOn || spool != null) {
      return null;
    }
    return collected == null ? Unpooled.EMPTY_BUFFER : collected;
  }

  /** What was collected so far, to be sent on; it is gone from here. Null when there is nothing. */
  ByteBuf takeCollected() {
    passedOn = true;
    ByteBuf taken = collected;
    collected = null;
    return taken;
  }

  void release() {
    passedOn = true;
    released = true;
    if (loaded != null) {
      loaded.release();
      loaded = null;
    }
    if (collected != null) {
      collected.release();
      collected = null;
    }
    if (spool != null) {
      spool.close();
    }
  }
}
