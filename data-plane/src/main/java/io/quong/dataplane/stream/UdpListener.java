package io.quong.dataplane.stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.quong.dataplane.listen.ConnectionInfo;
import io.quong.dataplane.listen.Transport;
import io.quong.dataplane.path.RequestIds;
import io.quong.dataplane.path.StreamLoop;
import io.quong.dataplane.router.StreamKind;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** A UDP address: datagrams of one client go to one upstream as long as they keep coming. */
final class UdpListener extends SimpleChannelInboundHandler<DatagramPacket> {
  /** More clients at a time are not served: who sends may pretend to be anybody. */
  static final int MOST_SESSIONS = 65_536;

  private static final Logger LOG = Logger.getLogger(UdpListener.class);
  private static final int LARGEST = 65_535;

  private final StreamLoop loop;
  private final Map<InetSocketAddress, UdpSession> sessions = new HashMap<>();

  UdpListener(StreamLoop loop) {
    this.loop = loop;
  }

  /** A buffer that no datagram is cut by. */
  static RecvByteBufAllocator wholeDatagrams() {
    return new FixedRecvByteBufAllocator(LARGEST);
  }

  /**
   * Opens it; blocks until it is open.
   *
   * @throws BindException when the address cannot be listened on; the message names it
   */
  Channel open(InetSocketAddress address) throws BindException {
    ChannelFuture bound =
        new Bootstrap()
            .group(loop.loop())
            .channel(Transport.of(loop.loop()).datagramChannel())
            .option(ChannelOption.RCVBUF_ALLOCATOR, wholeDatagrams())
            .handler(this)
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      BindException refused =
          new BindException("could not listen on " + address + ": " + bound.cause().getMessage());
      refused.initCause(bound.cause());
      throw refused;
    }
    return bound.channel();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
    InetSocketAddress client = packet.sender();
    UdpSession session = sessions.get(client);
    if (session == null) {
      if (sessions.size() >= MOST_SESSIONS) {
        return;
      }
      InetSocketAddress local = (InetSocketAddress) ctx.channel().localAddress();
      StreamExchange exchange =
          new StreamExchange(
              loop,
              StreamKind.UDP,
              new ConnectionInfo(client, null, local, null),
              RequestIds.ofThisThread());
      session = new UdpSession(exchange, ctx.channel(), () -> sessions.remove(client));
      sessions.put(client, session);
      session.begin();
    }
    session.fromClient(packet.content());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    List<UdpSession> left = new ArrayList<>(sessions.values());
    left.forEach(UdpSession::close);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debugf("a datagram could not be received or sent: %s", cause.getMessage());
  }
}
