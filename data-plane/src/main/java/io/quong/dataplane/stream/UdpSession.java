package io.quong.dataplane.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.quong.dataplane.http.TimeoutWheel;
import io.quong.plugin.Passport;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The datagrams of one client and their answers, until both are silent for as long as the service's
 * {@code read_timeout} says.
 */
final class UdpSession implements StreamPhases.Ended, StreamCall.Owner {
  /** Datagrams that are kept until the upstream is known; more are dropped, as UDP may. */
  private static final int MOST_WAITING = 64;

  private final StreamExchange exchange;
  private final Channel listener;
  private final Runnable forget;
  private final StreamPhases phases;
  private final Deque<ByteBuf> waiting = new ArrayDeque<>();
  private final TimeoutWheel.Timeout idle =
      new TimeoutWheel.Timeout() {
        @Override
        protected void expired() {
          end(StreamExchange.DONE);
        }
      };
  private StreamCall call;
  private Channel upstream;
  private boolean over;

  /**
   * @param listener where answers go out
   * @param forget called once, at the end
   */
  UdpSession(StreamExchange exchange, Channel listener, Runnable forget) {
    this.exchange = exchange;
    this.listener = listener;
    this.forget = forget;
    this.phases = new StreamPhases(exchange, this);
  }

  void begin() {
    if (exchange.route(null)) {
      phases.preread();
    } else {
      end(StreamExchange.REFUSED);
    }
  }

  /** A datagram; still the caller's. */
  void fromClient(ByteBuf datagram) {
    if (over) {
      return;
    }
    if (upstream != null) {
      send(datagram.retain());
      upstream.flush();
    } else if (waiting.size() < MOST_WAITING) {
      waiting.add(datagram.retain());
    }
  }

  private void send(ByteBuf datagram) {
    alive();
    exchange.fromClient += datagram.readableBytes();
    upstream.write(datagram);
  }

  private void alive() {
    TimeoutWheel.of(exchange.loop.loop()).arm(idle, StreamCall.idleMillis(exchange.service()));
  }

  @Override
  public void prereadEnded(boolean refused) {
    if (over) {
      return;
    }
    if (refused) {
      end(StreamExchange.REFUSED);
    } else if (exchange.service() == null) {
      end(StreamExchange.UNAVAILABLE);
    } else {
      call = new StreamCall(exchange, this);
      call.start();
    }
  }

  @Override
  public void notConnected(int status) {
    if (!over) {
      end(status);
    }
  }

  @Override
  public void connected(Channel channel, StreamCall.Idle handler) {
    upstream = channel;
    channel.pipeline().replace(handler, null, new Answers());
    alive();
    while (!waiting.isEmpty()) {
      send(waiting.poll());
    }
    channel.flush();
  }

  /** The listener closes. */
  void close() {
    end(StreamExchange.DONE);
  }

  private void end(int status) {
    if (over) {
      return;
    }
    over = true;
    phases.cancel();
    if (call != null) {
      call.end();
    }
    TimeoutWheel.of(exchange.loop.loop()).disarm(idle);
    waiting.forEach(ByteBuf::release);
    waiting.clear();
    forget.run();
    if (upstream != null) {
      upstream.close();
    }
    exchange.status = status;
    exchange.passport.mark(Passport.State.END);
    try {
      exchange.run.log(exchange);
      exchange.loop.accessLog().log(exchange);
    } finally {
      exchange.lease.release();
    }
  }

  /** What the upstream sends goes to the client from the address that it had sent to. */
  private final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
      if (over) {
        return;
      }
      alive();
      exchange.fromUpstream += packet.content().readableBytes();
      listener.writeAndFlush(
          new DatagramPacket(packet.content().retain(), exchange.connection.peer()),
          listener.voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // Nobody listens there, as the network says.
      end(StreamExchange.BAD_UPSTREAM);
    }
  }
}
