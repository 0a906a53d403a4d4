package io.quong.dataplane.http;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a channel whose client sends a body more slowly than the minimum rate. Only the time
 * counts in which the client was waited for: when the gateway itself does not read, as an upstream
 * is slow, the client is not to blame.
 */
public final class ReceiveRate extends TimeoutWheel.Timeout {
  /** So long a client may be as slow as it likes. */
  static final long GRACE_MILLIS = 5_000;

  private static final long CHECK_MILLIS = 1_000;

  private final Channel channel;
  private final TimeoutWheel wheel;
  private final long perSecond;
  private boolean measuring;
  private boolean waiting;
  private long since;
  private long waited;
  private long bytes;

  /** To be made on the channel's loop. */
  public ReceiveRate(Channel channel, ClientTimeouts timeouts) {
    this.channel = channel;
    this.wheel = TimeoutWheel.of(channel.eventLoop());
    this.perSecond = timeouts.minRate();
  }

  /** A body begins. */
  public void begin() {
    if (perSecond > 0) {
      measuring = true;
      waited = 0;
      bytes = 0;
      since = System.nanoTime();
      waiting = true;
      wheel.arm(this, CHECK_MILLIS);
    }
  }

  /** The next bytes are asked for. */
  public void asked() {
    if (measuring && !waiting) {
      waiting = true;
      since = System.nanoTime();
    }
  }

  /** Bytes came. */
  public void came(int count) {
    if (measuring) {
      bytes += count;
      if (waiting) {
        waiting = false;
        waited += System.nanoTime() - since;
      }
    }
  }

  /** The body is complete, or nobody wants more of it. */
  public void end() {
    if (measuring) {
      measuring = false;
      wheel.disarm(this);
    }
  }

  @Override
  protected void expired() {
    long now = System.nanoTime();
    long millis = TimeUnit.NANOSECONDS.toMillis(waiting ? waited + now - since : waited);
    if (millis >= GRACE_MILLIS && bytes * 1_000 < perSecond * millis) {
      channel.close();
    } else {
      wheel.arm(this, CHECK_MILLIS);
    }
  }
}
