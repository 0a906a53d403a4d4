package io.quong.plugin.queue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One queue: gathers entries to batches and sends them in order, one at a time, with retries. Full
 * means that the oldest entries go. Its life: made, {@link #offer} until it has run dry, closed.
 */
final class BatchQueue {
  private static final System.Logger LOG = System.getLogger("io.quong.plugin.queue");
  private static final long SHORTEST_WAIT = 1;

  private final Vertx vertx;
  private final String label;
  private final QueueSettings settings;
  private final Consumer<BatchQueue> whenDry;
  private final ArrayDeque<Buffer> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private BatchHandler handler;
  private State state = State.IDLE;
  private long timer;
  private boolean nearlyFull;
  private boolean dropping;
  private boolean flushing;

  private enum State {
    IDLE,
    GATHERING,
    SENDING,
    CLOSED
  }

  BatchQueue(Vertx vertx, String label, QueueSettings settings, Consumer<BatchQueue> whenDry) {
    this.vertx = vertx;
    this.label = label;
    this.settings = settings;
    this.whenDry = whenDry;
  }

  private void log(System.Logger.Level level, String message) {
    LOG.log(level, label + ": " + message);
  }

  /** False when the queue is closed and another one has to be made. */
  boolean offer(BatchHandler newest, Buffer entry) {
    List<Buffer> batch = null;
    synchronized (this) {
      if (state == State.CLOSED) {
        return false;
      }
      handler = newest;
      if (!admit(entry)) {
        return true;
      }
      if (state == State.IDLE || state == State.GATHERING) {
        batch = gather();
      }
    }
    if (batch != null) {
      send(batch);
    }
    return true;
  }

  synchronized void flush() {
    flushing = true;
    if (state == State.GATHERING && vertx.cancelTimer(timer)) {
      timer = vertx.setTimer(SHORTEST_WAIT, fired -> timeIsUp());
    }
  }

  /** Puts an entry in, the oldest making room; false when it cannot be taken at all. */
  private boolean admit(Buffer entry) {
    if (entry.length() > settings.maxBytes()) {
      log(
          System.Logger.Level.ERROR,
          "string to be queued is longer ("
              + entry.length()
              + " bytes) than the queue's max_bytes ("
              + settings.maxBytes()
              + " bytes)");
      return false;
    }
    if (waiting.size() >= settings.maxEntries()) {
      log(
          System.Logger.Level.ERROR,
          "queue full, dropping old entries until processing is successful again");
      dropping = true;
      drop();
    }
    int dropped = 0;
    while (waitingBytes + entry.length() > settings.maxBytes()) {
      drop();
      dropped++;
    }
    if (dropped > 0) {
      log(
          System.Logger.Level.ERROR,
          "byte capacity exceeded, " + dropped + " queue entries were dropped");
    }
    waiting.addLast(entry);
    waitingBytes += entry.length();
    boolean near = waiting.size() >= settings.maxEntries() * 0.8;
    if (near && !nearlyFull && settings.maxEntries() > 1) {
      log(System.Logger.Level.WARNING, "queue at 80% capacity");
    }
    nearlyFull = near;
    return true;
  }

  private void drop() {
    waitingBytes -= waiting.removeFirst().length();
  }

  /** A batch to send now; null while one is still gathered. */
  private List<Buffer> gather() {
    if (waiting.size() >= settings.batchSize() || settings.coalescing() == 0) {
      if (state == State.GATHERING) {
        vertx.cancelTimer(timer);
      }
      return take();
    }
    if (state != State.GATHERING) {
      state = State.GATHERING;
      long wait = flushing ? SHORTEST_WAIT : settings.coalescing();
      timer = vertx.setTimer(wait, fired -> timeIsUp());
    }
    return null;
  }

  private void timeIsUp() {
    List<Buffer> batch;
    synchronized (this) {
      if (state != State.GATHERING) {
        return;
      }
      batch = take();
    }
    send(batch);
  }

  private List<Buffer> take() {
    state = State.SENDING;
    List<Buffer> batch = new ArrayList<>();
    while (batch.size() < settings.batchSize() && !waiting.isEmpty()) {
      Buffer entry = waiting.removeFirst();
      waitingBytes -= entry.length();
      batch.add(entry);
    }
    return batch;
  }

  private void send(List<Buffer> batch) {
    vertx.runOnContext(nothing -> attempt(batch, System.nanoTime(), 0));
  }

  private void attempt(List<Buffer> batch, long firstAttempt, int number) {
    BatchHandler current;
    synchronized (this) {
      current = handler;
    }
    Future<Void> sent;
    try {
      sent = current.send(batch);
    } catch (RuntimeException error) {
      sent = Future.failedFuture(error);
    }
    sent.onSuccess(nothing -> sent())
        .onFailure(error -> failed(batch, firstAttempt, number, error));
  }

  private void failed(List<Buffer> batch, long firstAttempt, int number, Throwable error) {
    log(System.Logger.Level.WARNING, "handler could not process entries: " + error.getMessage());
    QueueSettings.Retry retry = settings.retry();
    if ((System.nanoTime() - firstAttempt) / 1_000_000 > retry.time()) {
      log(
          System.Logger.Level.ERROR,
          "could not send entries due to max_retry_time exceeded. "
              + batch.size()
              + " queue entries were lost");
      next();
      return;
    }
    // Beyond 2^30 the longest delay has long been reached.
    long delay = Math.min(retry.longestDelay(), retry.firstDelay() << Math.min(number, 30));
    vertx.setTimer(
        Math.max(SHORTEST_WAIT, delay), fired -> attempt(batch, firstAttempt, number + 1));
  }

  private void sent() {
    synchronized (this) {
      if (dropping) {
        dropping = false;
        log(System.Logger.Level.INFO, "queue resumed processing");
      }
    }
    next();
  }

  private void next() {
    List<Buffer> batch = null;
    synchronized (this) {
      state = State.IDLE;
      if (waiting.isEmpty()) {
        state = State.CLOSED;
      } else {
        batch = gather();
      }
    }
    if (batch != null) {
      send(batch);
    } else if (isClosed()) {
      whenDry.accept(this);
    }
  }

  private synchronized boolean isClosed() {
    return state == State.CLOSED;
  }
}
