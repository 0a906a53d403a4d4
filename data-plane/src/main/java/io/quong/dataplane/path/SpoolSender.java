package io.quong.dataplane.path;

import io.netty.buffer.ByteBuf;
import io.quong.dataplane.http.BodyPart;
import io.quong.dataplane.upstream.UpstreamConnection;

/** Sends a body from its file, piece by piece, as fast as the upstream takes it. */
final class SpoolSender implements Spool.Reader {
  private final Spool spool;
  private final UpstreamConnection connection;
  private final Runnable sent;
  private final Runnable lost;
  private long position;
  private boolean reading;
  private boolean stopped;

  /**
   * @param sent told once, with the last piece
   * @param lost told when the file cannot be read
   */
  SpoolSender(Spool spool, UpstreamConnection connection, Runnable sent, Runnable lost) {
    this.spool = spool;
    this.connection = connection;
    this.sent = sent;
    this.lost = lost;
  }

  /** The next piece, if the connection takes one; to be called again when it becomes writable. */
  void send() {
    if (!stopped && !reading && position < spool.size() && connection.writable()) {
      reading = true;
      spool.read(position, connection.channel().alloc(), this);
    }
  }

  @Override
  public void piece(ByteBuf piece) {
    reading = false;
    if (piece == null) {
      if (!stopped) {
        lost.run();
      }
      return;
    }
    if (stopped) {
      piece.release();
      return;
    }
    position += piece.readableBytes();
    boolean last = position == spool.size();
    connection.send(last ? BodyPart.last(piece) : BodyPart.of(piece));
    if (last) {
      sent.run();
    }
    connection.flush();
    send();
  }

  void stop() {
    stopped = true;
  }
}
