package io.quong.dataplane.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Time-outs of one event loop, coarse and cheap: arming one moves a node in a list, and one task of
 * the loop looks at the lists while there is any. A time-out fires up to {@value #TICK_MILLIS} ms
 * late, never early. To be used on its loop only.
 */
public final class TimeoutWheel implements Runnable {
  /** Milliseconds between two looks. */
  public static final int TICK_MILLIS = 25;

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
  private static final int SLOTS = 1024;
  private static final FastThreadLocal<TimeoutWheel> OF_LOOP = new FastThreadLocal<>();

  private final EventLoop loop;
  private final Timeout[] slots = new Timeout[SLOTS];
  private final long started = System.nanoTime();
  private long tick;
  private int armed;
  private Future<?> task;

  private TimeoutWheel(EventLoop loop) {
    this.loop = loop;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Timeout.Anchor();
    }
  }

  /** The wheel of the loop that this thread is. */
  public static TimeoutWheel of(EventLoop loop) {
    assert loop.inEventLoop();
    TimeoutWheel wheel = OF_LOOP.get();
    if (wheel == null || wheel.loop != loop) {
      wheel = new TimeoutWheel(loop);
      OF_LOOP.set(wheel);
    }
    return wheel;
  }

  /**
   * Lets the time-out expire after so many milliseconds from now, whatever it was set to before.
   */
  public void arm(Timeout timeout, long millis) {
    disarm(timeout);
    if (armed++ == 0) {
      tick = currentTick();
      task = loop.scheduleAtFixedRate(this, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
    long due = (System.nanoTime() - started + TimeUnit.MILLISECONDS.toNanos(millis)) / TICK_NANOS;
    timeout.tick = Math.max(due, tick) + 1;
    timeout.linkBefore(slots[(int) (timeout.tick & (SLOTS - 1))]);
  }

  /** Forgets the time-out. */
  public void disarm(Timeout timeout) {
    if (timeout.linked()) {
      timeout.unlink();
      if (--armed == 0) {
        task.cancel(false);
        task = null;
      }
    }
  }

  @Override
  public void run() {
    long now = currentTick();
    // After a long pause one turn around the wheel sees every slot.
    long first = Math.max(tick + 1, now - SLOTS + 1);
    for (long at = first; at <= now && armed > 0; at++) {
      tick = at;
      expire(slots[(int) (at & (SLOTS - 1))], now);
    }
    tick = now;
  }

  private void expire(Timeout anchor, long now) {
    Timeout next;
    for (Timeout timeout = anchor.next; timeout != anchor; timeout = next) {
      next = timeout.next;
      if (timeout.tick <= now) {
        disarm(timeout);
        timeout.expired();
        // What expired may have unlinked others: begin again rather than follow a loose end.
        next = anchor.next;
      }
    }
  }

  private long currentTick() {
    return (System.nanoTime() - started) / TICK_NANOS;
  }

  /** Something that happens unless it is disarmed or armed anew before. */
  public abstract static class Timeout {
    private Timeout next;
    private Timeout previous;
    private long tick;

    /** Called on the loop. */
    protected abstract void expired();

    private boolean linked() {
      return next != null;
    }

    private void linkBefore(Timeout anchor) {
      next = anchor;
      previous = anchor.previous;
      previous.next = this;
      anchor.previous = this;
    }

    private void unlink() {
      previous.next = next;
      next.previous = previous;
      next = null;
      previous = null;
    }

    private static final class Anchor extends Timeout {
      Anchor() {
        super.next = this;
        super.previous = this;
      }

      @Override
      protected void expired() {
        throw new IllegalStateException("the anchor of a slot is no time-out");
      }
    }
  }
}
