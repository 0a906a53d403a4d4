package io.quong.dataplane.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.quong.dataplane.http.TimeoutWheel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The datagrams of one client and their answers, until both are silent for as long as the service's
 * {@code read_timeout} says.
 */
final class UdpSession implements StreamLife.Transport {
  /** Datagrams that are kept until the upstream is known; more are dropped, as UDP may. */
  private static final int MOST_WAITING = 64;

  private final StreamExchange exchange;
  private final Channel listener;
  private final Runnable forget;
  private final StreamLife life;
  private final Deque<ByteBuf> waiting = new ArrayDeque<>();
  private final TimeoutWheel.Timeout idle =
      new TimeoutWheel.Timeout() {
        @Override
        protected void expired() {
          life.end(StreamExchange.DONE);
        }
      };
  private Channel upstream;

  /**
   * @param listener where answers go out
   * @param forget called once, at the end
   */
  UdpSession(StreamExchange exchange, Channel listener, Runnable forget) {
    this.exchange = exchange;
    this.listener = listener;
    this.forget = forget;
    this.life = new StreamLife(exchange, this);
  }

  void begin() {
    life.begin();
  }

  /** A datagram; still the caller's. */
  void fromClient(ByteBuf datagram) {
    if (life.over()) {
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
    life.end(StreamExchange.DONE);
  }

  @Override
  public void ended() {
    TimeoutWheel.of(exchange.loop.loop()).disarm(idle);
    waiting.forEach(ByteBuf::release);
    waiting.clear();
    forget.run();
    if (upstream != null) {
      upstream.close();
    }
  }

  /** What the upstream sends goes to the client from the address that it had sent to. */
  private final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
      if (life.over()) {
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
      life.end(StreamExchange.BAD_UPSTREAM);
    }
  }
}
