package io.quong.dataplane.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.quong.dataplane.http.ConnectionEvent;
import io.quong.listen.PortProbe;
import io.quong.settings.Listen;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * The sockets of {@code proxy_listen}. A connection belongs to one event loop from accept to close.
 * With {@code reuseport} each loop has a socket of its own and the kernel spreads the connections;
 * without, one loop accepts for all.
 */
public final class ProxyListeners {
  /** nginx's, where a listener says nothing else. */
  private static final int BACKLOG = 511;

  private final List<EventLoop> loops;
  private final EventLoopGroup group;
  private final Transport transport;
  private final BiFunction<Listen, ChannelGroup, ChannelHandler> setups;
  private final List<Channel> sockets = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final ChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

  /**
   * @param group the event loops, Vert.x's
   * @throws IllegalStateException when they don't use the transport that they should
   */
  public ProxyListeners(EventLoopGroup group, Wire wire) {
    this(group, (listen, connections) -> new ConnectionSetup(listen, wire, connections));
  }

  /**
   * For connections of another kind than HTTP's.
   *
   * @param setups what is put first into the pipeline of a listener's connections, which have to be
   *     added to the group
   */
  public static ProxyListeners of(
      EventLoopGroup group, BiFunction<Listen, ChannelGroup, ChannelHandler> setups) {
    return new ProxyListeners(group, setups);
  }

  private ProxyListeners(
      EventLoopGroup group, BiFunction<Listen, ChannelGroup, ChannelHandler> setups) {
    this.group = group;
    this.loops = loops(group);
    this.transport = Transport.of(loops.get(0));
    this.setups = setups;
  }

  private static List<EventLoop> loops(EventLoopGroup group) {
    List<EventLoop> loops = new ArrayList<>();
    group.forEach(loop -> loops.add((EventLoop) loop));
    return loops;
  }

  /**
   * Opens all addresses, or none; blocks until they are open. To be called once, on no event loop.
   *
   * @throws IOException when an address cannot be listened on; the message names it
   */
  public void open(List<Listen> listens) throws IOException {
    try {
      for (Listen listen : listens) {
        // With SO_REUSEPORT a port that another program has would bind all the same.
        PortProbe.probe(listen);
        open(listen);
      }
    } catch (IOException | RuntimeException refused) {
      sockets.forEach(Channel::close);
      throw refused;
    }
  }

  private void open(Listen listen) throws IOException {
    InetSocketAddress address = PortProbe.address(listen);
    ChannelHandler setup = setups.apply(listen, connections);
    if (!listen.reuseport() || transport.reusePort() == null) {
      bind(bootstrap(listen, setup).group(loops.get(0), group), address);
      return;
    }
    for (EventLoop loop : loops) {
      ServerBootstrap bootstrap = bootstrap(listen, setup).group(loop, loop);
      bootstrap.option(transport.reusePort(), true);
      InetSocketAddress bound = bind(bootstrap, address);
      address = new InetSocketAddress(address.getAddress(), bound.getPort());
    }
  }

  private ServerBootstrap bootstrap(Listen listen, ChannelHandler setup) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, listen.backlog() > 0 ? listen.backlog() : BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(setup);
    if (listen.keepalive() != null) {
      bootstrap.childOption(ChannelOption.SO_KEEPALIVE, listen.keepalive());
    }
    return bootstrap;
  }

  private InetSocketAddress bind(ServerBootstrap bootstrap, InetSocketAddress address)
      throws IOException {
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      BindException refused =
          new BindException("could not listen on " + address + ": " + bound.cause().getMessage());
      refused.initCause(bound.cause());
      throw refused;
    }
    sockets.add(bound.channel());
    InetSocketAddress local = (InetSocketAddress) bound.channel().localAddress();
    if (!addresses.contains(local)) {
      addresses.add(local);
    }
    return local;
  }

  /** The open addresses in the order of the list, with the port that the system chose for 0. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** How many client connections are open. */
  public int connections() {
    return connections.size();
  }

  /**
   * Takes no more connections, lets requests in flight end, and closes what is left after the
   * grace.
   *
   * @return completed when no connection is left
   */
  public CompletableFuture<Void> close(Duration grace) {
    sockets.forEach(Channel::close);
    for (Channel connection : connections) {
      connection
          .eventLoop()
          .execute(() -> connection.pipeline().fireUserEventTriggered(ConnectionEvent.DRAIN));
    }
    CompletableFuture<Void> closed = new CompletableFuture<>();
    connections.newCloseFuture().addListener(all -> closed.complete(null));
    loops.get(0).schedule(() -> connections.close(), grace.toMillis(), TimeUnit.MILLISECONDS);
    return closed;
  }
}
