package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * A request body on disk. The file has no name from the moment it is open, so that nothing of it is
 * left behind whatever happens. Used by one event loop; reading and writing happens on a worker,
 * one piece after the other.
 */
final class Spool {
  /** Bytes of one piece that is read back. */
  static final int PIECE = 64 * 1024;

  private static final Logger LOG = Logger.getLogger(Spool.class);

  private final Folder folder;
  private final Listener listener;
  private FileChannel file;
  private long size;
  private int writing;
  private boolean broken;
  private boolean closed;

  /** Who fills or reads a spool; called on the loop. */
  interface Listener {
    /** All that was appended is in the file. */
    void spoolWritten();

    /** Disk full, or the like: the body is lost. */
    void spoolFailed();
  }

  /**
   * Where spools are made.
   *
   * @param path the folder; made at the first spool
   * @param worker for what blocks; one for each loop, so that pieces stay in order
   * @param room shared by all loops
   */
  record Folder(Path path, Executor worker, EventLoop loop, Room room) {
    Spool open(Listener listener) {
      return new Spool(this, listener);
    }
  }

  /** How much all bodies that are on disk may take up together. */
  static final class Room {
    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param bytes 0 for no limit
     */
    Room(long bytes) {
      this.bytes = bytes;
    }

    private boolean take(long count) {
      if (taken.addAndGet(count) <= bytes || bytes == 0) {
        return true;
      }
      taken.addAndGet(-count);
      return false;
    }

    private void give(long count) {
      taken.addAndGet(-count);
    }
  }

  private Spool(Folder folder, Listener listener) {
    this.folder = folder;
    this.listener = listener;
  }

  /** Bytes appended so far. */
  long size() {
    return size;
  }

  /** Whether all that was appended is in the file. */
  boolean written() {
    return writing == 0;
  }

  /** Takes the bytes over. */
  void append(ByteBuf bytes) {
    if (closed) {
      bytes.release();
      return;
    }
    long at = size;
    int count = bytes.readableBytes();
    writing++;
    if (!folder.room.take(count)) {
      bytes.release();
      LOG.error("a request body found no room beside the others: see quong_body_spool_max");
      folder.loop.execute(() -> appended(false));
      return;
    }
    size += count;
    folder.worker.execute(
        () -> {
          boolean done = write(bytes, at);
          folder.loop.execute(() -> appended(done));
        });
  }

  private boolean write(ByteBuf bytes, long at) {
    try {
      if (file == null) {
        file = create();
      }
      long position = at;
      for (ByteBuffer each : bytes.nioBuffers()) {
        while (each.hasRemaining()) {
          position += file.write(each, position);
        }
      }
      return true;
    } catch (IOException failed) {
      LOG.errorf("a request body could not be kept in %s: %s", folder.path, failed.getMessage());
      return false;
    } finally {
      bytes.release();
    }
  }

  private FileChannel create() throws IOException {
    Files.createDirectories(folder.path);
    Path path = Files.createTempFile(folder.path, "body", null);
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }

  private void appended(boolean done) {
    writing--;
    broken |= !done;
    if (closed || writing > 0) {
      return;
    }
    if (broken) {
      listener.spoolFailed();
    } else {
      listener.spoolWritten();
    }
  }

  /** Who asked for a piece. */
  interface Reader {
    /** On the loop; the reader releases the piece. Null when it could not be read. */
    void piece(ByteBuf piece);
  }

  /** Reads up to {@value #PIECE} bytes. */
  void read(long at, ByteBufAllocator allocator, Reader reader) {
    int length = (int) Math.min(PIECE, size - at);
    folder.worker.execute(
        () -> {
          ByteBuf piece = read(at, allocator.buffer(length, length), length);
          folder.loop.execute(() -> reader.piece(piece));
        });
  }

  private ByteBuf read(long at, ByteBuf piece, int length) {
    try {
      while (piece.readableBytes() < length) {
        if (piece.writeBytes(file, at + piece.readableBytes(), piece.writableBytes()) < 0) {
          throw new IOException("it is shorter than it was");
        }
      }
      return piece;
    } catch (IOException failed) {
      LOG.errorf("a request body could not be read back: %s", failed.getMessage());
      piece.release();
      return null;
    }
  }

  void close() {
    if (!closed) {
      closed = true;
      folder.room.give(size);
      folder.worker.execute(this::closeFile);
    }
  }

  private void closeFile() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException failed) {
      LOG.warnf("a request body's file did not close: %s", failed.getMessage());
    }
  }
}
