package io.quong.dataplane.http;

import io.netty.channel.Channel;

/**
 * Closes a channel whose client does not take the response, or takes it more slowly than the
 * minimum rate.
 */
public class SendTimeout extends TimeoutWheel.Timeout {
  private final Channel channel;
  private final TimeoutWheel wheel;
  private final long period;
  private final long step;
  private boolean finishing;
  private long room;

  /** To be made on the channel's loop. */
  public SendTimeout(Channel channel, ClientTimeouts timeouts) {
    this.channel = channel;
    this.wheel = TimeoutWheel.of(channel.eventLoop());
    long rate = timeouts.minRate();
    period = rate > 0 ? Math.min(timeouts.send(), ReceiveRate.GRACE_MILLIS) : timeouts.send();
    step = Math.max(1, rate * period / 1_000);
  }

  /** Told when the client takes bytes again, or no more. */
  public final void writable(boolean writable) {
    if (!writable) {
      watch();
    } else if (!finishing) {
      wheel.disarm(this);
    }
  }

  /** Everything is written; it is watched until the channel closes. */
  public final void finishing() {
    finishing = true;
    watch();
  }

  /** The client is too slow. */
  protected void giveUp() {
    channel.close();
  }

  public final void stop() {
    finishing = false;
    wheel.disarm(this);
  }

  private void watch() {
    room = room();
    wheel.arm(this, period);
  }

  /** Grows as bytes leave. */
  private long room() {
    return channel.bytesBeforeUnwritable() - channel.bytesBeforeWritable();
  }

  @Override
  protected final void expired() {
    if (room() - room < step) {
      giveUp();
    } else {
      watch();
    }
  }
}
