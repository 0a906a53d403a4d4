package io.quong.dataplane.cluster;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a response for a thread that may block. A few pieces are fetched ahead; the socket is
 * read no further than the reader keeps up.
 */
final class ResponseInput extends InputStream {
  private static final int AHEAD = 16;

  /** What arrived: a piece, the end (both null) or a fault. */
  private record Arrival(Buffer piece, Throwable fault) {}

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final HttpClientResponse response;
  private final Context context;
  private final long silenceMs;
  private Buffer piece = Buffer.buffer();
  private int position;
  private boolean ended;

  /** Whether the connection has served this response; seen on its context only. */
  private boolean complete;

  /**
   * To be made on the response's context, before anything of the body was read.
   *
   * @param silenceMs after so long without a piece reading fails
   */
  ResponseInput(HttpClientResponse response, Context context, long silenceMs) {
    this.response = response;
    this.context = context;
    this.silenceMs = silenceMs;
    response.exceptionHandler(fault -> arrivals.add(new Arrival(null, fault)));
    response.endHandler(
        unused -> {
          complete = true;
          arrivals.add(new Arrival(null, null));
        });
    response.handler(arrived -> arrivals.add(new Arrival(arrived, null)));
    response.fetch(AHEAD);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == piece.length()) {
      if (ended) {
        return -1;
      }
      next();
    }
    int part = Math.min(length, piece.length() - position);
    piece.getBytes(position, position + part, bytes, from);
    position += part;
    return part;
  }

  private void next() throws IOException {
    Arrival arrival;
    try {
      arrival = arrivals.poll(silenceMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the node stops");
    }
    if (arrival == null) {
      throw new IOException("the control plane fell silent");
    }
    if (arrival.fault() != null) {
      throw new IOException("the answer broke off: " + arrival.fault().getMessage());
    }
    ended = arrival.piece() == null;
    if (!ended) {
      piece = arrival.piece();
      position = 0;
      context.runOnContext(unused -> response.fetch(1));
    }
  }

  /**
   * Leaves the connection to the next request when the response is complete, whether it was read or
   * not, and closes it otherwise.
   */
  @Override
  public void close() {
    context.runOnContext(
        unused -> {
          if (!complete) {
            response.request().reset();
          }
        });
  }
}
