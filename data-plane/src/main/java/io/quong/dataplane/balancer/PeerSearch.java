package io.quong.dataplane.balancer;

import io.quong.dataplane.error.ProxyError;
import io.quong.entity.Service;
import io.quong.entity.Upstream;
import java.net.InetSocketAddress;

/** Finds where the attempts of one request go; each call picks anew. Belongs to one event loop. */
public final class PeerSearch {
  private final NameResolver resolver;
  private final UpstreamBalancer balancer;
  private final String host;
  private final int port;

  private PeerSearch(NameResolver resolver, UpstreamBalancer balancer, String host, int port) {
    this.resolver = resolver;
    this.balancer = balancer;
    this.host = host;
    this.port = port;
  }

  /** For a service: over an upstream's targets when its host names one. */
  public static PeerSearch of(Service service, Balancers balancers, NameResolver resolver) {
    return new PeerSearch(
        resolver, balancers.named(service.host()), service.host(), service.port());
  }

  /** For an address that a plugin chose. */
  public static PeerSearch of(String host, int port, Balancers balancers, NameResolver resolver) {
    return new PeerSearch(resolver, balancers.named(host), host, port);
  }

  /** The upstream's own Host header, or null. */
  public String hostHeader() {
    return balancer == null ? null : balancer.upstream().hostHeader();
  }

  /** The Upstream entity whose targets are taken; null for a host by its address. */
  public Upstream upstream() {
    return balancer == null ? null : balancer.upstream();
  }

  /** Who waits for a peer. */
  public interface Found {
    void peer(Peer peer);

    /**
     * @param message what to tell when it is not the error's own; else null
     */
    void none(ProxyError error, String message);
  }

  public void next(Found found) {
    if (balancer == null) {
      resolver.resolve(
          bare(host),
          (address, failure) -> {
            if (address != null) {
              found.peer(new Peer(new InetSocketAddress(address, port), bare(host)));
            } else if (failure == NameResolver.Failure.NO_SUCH_NAME) {
              found.none(ProxyError.NAME_NOT_RESOLVED, null);
            } else {
              found.none(
                  ProxyError.RESOLVER_FAILED,
                  "failed the initial dns/balancer resolve for '"
                      + host
                      + "' with: dns server error: 2 server failure");
            }
          });
    } else {
      target(found, balancer.size());
    }
  }

  /** Targets whose name has no address are passed over. */
  private void target(Found found, int left) {
    TargetAddress target = left == 0 ? null : balancer.next();
    if (target == null) {
      found.none(ProxyError.NO_PEER, null);
      return;
    }
    resolver.resolve(
        target.host(),
        (address, failure) -> {
          if (address != null) {
            found.peer(new Peer(new InetSocketAddress(address, target.port()), target.host()));
          } else {
            target(found, left - 1);
          }
        });
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
