package io.quong.admin.cluster;

import io.quong.cluster.ChangeLine;
import io.quong.cluster.SyncEnd;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * A full snapshot on its way from a database cursor to a node: no more of it is in memory than the
 * node is behind in reading. Runs on a thread that may block.
 */
final class SnapshotStream implements ConfigFeed.Target {
  private static final int PIECE = 32 << 10;
  private static final int AHEAD = 8;

  /** A node that takes nothing for so long is given up, and with it its place and its cursor. */
  private static final long STALLED_SECONDS = 30;

  private final Context context;
  private final HttpServerResponse response;
  private final LongFunction<byte[]> head;

  /** Pieces that may still be handed to the response. */
  private final Semaphore room = new Semaphore(AHEAD);

  private Buffer piece = Buffer.buffer(PIECE);
  private long entities;
  private volatile boolean gone;

  /**
   * @param head the first line for a version
   */
  SnapshotStream(Context context, HttpServerResponse response, LongFunction<byte[]> head) {
    this.context = context;
    this.response = response;
    this.head = head;
    response.exceptionHandler(fault -> lost());
    response.closeHandler(unused -> lost());
  }

  private void lost() {
    gone = true;
    room.release(AHEAD);
  }

  void run(ConfigFeed feed) throws SQLException {
    feed.snapshot(this);
    if (!gone) {
      piece.appendBytes(SyncEnd.line(entities));
      context.runOnContext(unused -> response.end(piece));
    }
  }

  /** Says so when nothing was sent yet; breaks off otherwise, so that it is not taken for whole. */
  void fail() {
    context.runOnContext(
        unused -> {
          if (response.headWritten()) {
            response.reset();
          } else {
            Answers.message(response, 503, "the database cannot be reached now");
          }
        });
  }

  @Override
  public void version(long version) {
    piece.appendBytes(head.apply(version));
  }

  @Override
  public boolean line(ConfigFeed.Line line) throws SQLException {
    entities++;
    piece.appendBytes(ChangeLine.encode(line.kind(), line.id(), line.body()));
    if (piece.length() >= PIECE) {
      hand();
    }
    return !gone;
  }

  private void hand() throws SQLException {
    try {
      if (!room.tryAcquire(STALLED_SECONDS, TimeUnit.SECONDS)) {
        gone = true;
        fail();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("stopped while sending a snapshot", e);
    }
    Buffer full = piece;
    piece = Buffer.buffer(PIECE);
    context.runOnContext(unused -> response.write(full).onComplete(written -> room.release()));
  }
}
