package io.quong.dataplane.stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.quong.dataplane.balancer.AddressSource;
import io.quong.dataplane.balancer.Balancers;
import io.quong.dataplane.balancer.Peer;
import io.quong.dataplane.balancer.PeerSearch;
import io.quong.dataplane.error.ProxyError;
import io.quong.dataplane.listen.Transport;
import io.quong.dataplane.path.Try;
import io.quong.dataplane.router.StreamKind;
import io.quong.dataplane.upstream.ClientTls;
import io.quong.dataplane.upstream.TlsClient;
import io.quong.dataplane.upstream.TlsClients;
import io.quong.entity.Service;
import io.quong.plugin.Passport.State;

/**
 * The attempts of one stream to reach an upstream, by TCP or by UDP as its client came. Only what
 * fails before the connection stands, its TLS included, is tried again.
 */
final class StreamCall implements PeerSearch.Found {
  private static final int DEFAULT_RETRIES = 5;
  private static final int DEFAULT_TIMEOUT = 60_000;

  private final StreamExchange exchange;
  private final Service service;
  private final Owner owner;
  private final PeerSearch search;
  private int left;
  private long asked;
  private Peer peer;
  private boolean over;

  /** The stream that the call is for. */
  interface Owner {
    /**
     * @param handler the last one of the pipeline, which does nothing
     */
    void connected(Channel upstream, Idle handler);

    void notConnected(int status);
  }

  /** Keeps the place of what takes the upstream's bytes. */
  static final class Idle extends ChannelInboundHandlerAdapter {}

  StreamCall(StreamExchange exchange, Owner owner) {
    this.exchange = exchange;
    this.service = exchange.service();
    this.owner = owner;
    this.search =
        PeerSearch.of(service, exchange.runtime().part(Balancers.class), exchange.loop.loop());
    if (search.hashes()) {
      search.hashOn(new AddressSource(exchange.forwardedIp()));
    }
    this.left = service.retries() == null ? DEFAULT_RETRIES : service.retries();
  }

  /** Milliseconds that neither side may be silent longer than. */
  static int idleMillis(Service service) {
    return service.readTimeout() == null ? DEFAULT_TIMEOUT : service.readTimeout();
  }

  void start() {
    exchange.passport().mark(State.BALANCER_START);
    asked = System.nanoTime();
    search.next(this);
  }

  @Override
  public void none(ProxyError error, String message) {
    if (!over) {
      owner.notConnected(exchange.tries().isEmpty() ? error.status() : StreamExchange.BAD_UPSTREAM);
    }
  }

  @Override
  public void peer(Peer found) {
    if (over) {
      search.ended(found, -1);
      return;
    }
    peer = found;
    exchange.tried(new Try(found, System.currentTimeMillis(), asked, System.nanoTime() - asked));
    Transport transport = Transport.of(exchange.loop.loop());
    boolean udp = exchange.kind == StreamKind.UDP;
    Bootstrap bootstrap =
        new Bootstrap()
            .group(exchange.loop.loop())
            .channel(udp ? transport.datagramChannel() : transport.socketChannel())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (secures()) {
                      channel.pipeline().addLast(secured(channel));
                    }
                    channel.pipeline().addLast(new Idle());
                  }
                });
    if (udp) {
      bootstrap.option(ChannelOption.RCVBUF_ALLOCATOR, UdpListener.wholeDatagrams());
    } else {
      bootstrap.option(ChannelOption.TCP_NODELAY, true);
    }
    bootstrap
        .connect(found.address())
        .addListener(
            (ChannelFuture done) -> {
              if (done.isSuccess() && secures()) {
                awaitHandshake(done.channel());
              } else {
                attempted(done.isSuccess() ? done.channel() : null, done.cause());
              }
            });
  }

  private int connectMillis() {
    return service.connectTimeout() == null ? DEFAULT_TIMEOUT : service.connectTimeout();
  }

  /** TLS that is passed through is the client's own. */
  private boolean secures() {
    return "tls".equals(service.protocol())
        && exchange.kind != StreamKind.UDP
        && !exchange.match.passesTls();
  }

  private SslHandler secured(Channel channel) {
    TlsClient tls = exchange.runtime().part(TlsClients.class).of(service, search.upstream());
    return ClientTls.handler(
        tls.context(), channel, peer.address(), serverName(), tls.verify(), connectMillis(), false);
  }

  /** The client's with {@code preserve_host}, else the upstream's; an address is none. */
  private String serverName() {
    String asked = exchange.tls() == null ? null : exchange.tls().serverName();
    String name = search.hostHeader() != null ? search.hostHeader() : peer.name();
    if (Boolean.TRUE.equals(exchange.route().preserveHost()) && asked != null) {
      name = asked;
    }
    boolean address = NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
    return address ? null : name;
  }

  private void awaitHandshake(Channel channel) {
    channel
        .pipeline()
        .get(SslHandler.class)
        .handshakeFuture()
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                channel.close();
              }
              attempted(done.isSuccess() ? channel : null, done.cause());
            });
  }

  /**
   * @param channel null when the attempt failed
   */
  private void attempted(Channel channel, Throwable cause) {
    if (over) {
      if (channel != null) {
        channel.close();
      }
      return;
    }
    if (channel != null) {
      over = true;
      exchange.passport().mark(State.CONNECTED);
      owner.connected(channel, channel.pipeline().get(Idle.class));
      return;
    }
    boolean late = cause instanceof ConnectTimeoutException;
    search.failed(peer, late ? ProxyError.CONNECT_TIMEOUT : ProxyError.CONNECT_FAILED);
    leave();
    if (left-- > 0) {
      asked = System.nanoTime();
      search.next(this);
    } else {
      over = true;
      owner.notConnected(StreamExchange.BAD_UPSTREAM);
    }
  }

  /** The stream is over: gives the peer back. */
  void end() {
    over = true;
    leave();
  }

  private void leave() {
    if (peer != null) {
      search.ended(peer, -1);
      peer = null;
    }
  }
}
