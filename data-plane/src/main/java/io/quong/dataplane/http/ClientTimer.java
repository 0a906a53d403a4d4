package io.quong.dataplane.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** Closes a client's connection when the client takes too long. */
final class ClientTimer {
  private final Channel channel;
  private final ClientTimeouts timeouts;
  private final TimeoutWheel wheel;
  private final Reading reading = new Reading();
  private final SendTimeout sending;

  ClientTimer(ChannelHandlerContext ctx, ClientTimeouts timeouts) {
    this.channel = ctx.channel();
    this.timeouts = timeouts;
    this.wheel = TimeoutWheel.of(channel.eventLoop());
    this.sending = new SendTimeout(channel, timeouts);
  }

  void head() {
    wheel.arm(reading, timeouts.head());
  }

  void body() {
    wheel.arm(reading, timeouts.body());
  }

  void idle() {
    wheel.arm(reading, timeouts.idle());
  }

  /** The client owes nothing. */
  void off() {
    wheel.disarm(reading);
  }

  void stop() {
    wheel.disarm(reading);
    sending.stop();
  }

  /** Told when the client takes bytes again, or no more. */
  void writable(boolean writable) {
    sending.writable(writable);
  }

  /** The last response is written, and the connection closes behind it. */
  void finishing() {
    sending.finishing();
  }

  /** Ends our side and passes over what still comes, until the client closes or time is over. */
  void linger() {
    if (!channel.isActive() || !(channel instanceof DuplexChannel duplex)) {
      channel.close();
      return;
    }
    sending.stop();
    channel.config().setAutoRead(true);
    wheel.arm(reading, timeouts.linger());
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      duplex.shutdownOutput();
    } else {
      tls.closeOutbound().addListener(closed -> duplex.shutdownOutput());
    }
  }

  private final class Reading extends TimeoutWheel.Timeout {
    @Override
    protected void expired() {
      if (channel.config().isAutoRead()) {
        channel.close();
      } else {
        // It is us who don't read: the client is not to blame.
        wheel.arm(this, timeouts.body());
      }
    }
  }
}
