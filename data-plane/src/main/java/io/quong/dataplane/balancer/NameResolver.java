package io.quong.dataplane.balancer;

import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Names to addresses on one event loop: hosts file, then DNS with its times to live. The addresses
 * of a name take turns.
 */
public final class NameResolver {
  private static final int MAX_TURNS = 10_000;

  private final DnsNameResolver dns;
  private final Map<String, int[]> turns = new HashMap<>();

  public NameResolver(EventLoop loop) {
    boolean epoll = loop instanceof EpollEventLoop;
    this.dns =
        new DnsNameResolverBuilder(loop)
            .datagramChannelType(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
            .socketChannelType(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .nameServerProvider(DnsServerAddressStreamProviders.platformDefault())
            .ttl(1, 3600)
            .negativeTtl(1)
            .build();
  }

  /** What went wrong. */
  public enum Failure {
    /** There is no such name, or it has no address. */
    NO_SUCH_NAME,
    /** The name servers answered with an error or not at all. */
    SERVER_FAILURE
  }

  /** Calls back on the loop, at once for an address or a name that is known. */
  public void resolve(String name, BiConsumer<InetAddress, Failure> callback) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(name);
    if (literal != null) {
      callback.accept(address(name, literal), null);
      return;
    }
    dns.resolveAll(name)
        .addListener(
            (io.netty.util.concurrent.Future<List<InetAddress>> done) -> {
              if (done.isSuccess() && !done.getNow().isEmpty()) {
                callback.accept(next(name, done.getNow()), null);
              } else {
                callback.accept(null, failure(done.cause()));
              }
            });
  }

  private InetAddress next(String name, List<InetAddress> addresses) {
    if (addresses.size() == 1) {
      return addresses.get(0);
    }
    if (turns.size() > MAX_TURNS) {
      turns.clear();
    }
    int[] turn = turns.computeIfAbsent(name, unused -> new int[1]);
    turn[0] = (turn[0] + 1) % addresses.size();
    return addresses.get(turn[0]);
  }

  private static InetAddress address(String name, byte[] literal) {
    try {
      return InetAddress.getByAddress(name, literal);
    } catch (java.net.UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Failure failure(Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof DnsErrorCauseException error) {
        return error.getCode().equals(DnsResponseCode.NXDOMAIN)
            ? Failure.NO_SUCH_NAME
            : Failure.SERVER_FAILURE;
      }
      if (at instanceof io.netty.resolver.dns.DnsNameResolverException) {
        return Failure.SERVER_FAILURE;
      }
    }
    return Failure.NO_SUCH_NAME;
  }

  public void close() {
    dns.close();
  }
}
