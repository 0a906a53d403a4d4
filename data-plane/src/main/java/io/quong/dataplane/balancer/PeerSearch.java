package io.quong.dataplane.balancer;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.quong.dataplane.dns.Names;
import io.quong.dataplane.dns.Place;
import io.quong.dataplane.dns.Problem;
import io.quong.dataplane.dns.Resolution;
import io.quong.dataplane.error.ProxyError;
import io.quong.entity.Service;
import io.quong.entity.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Finds where the attempts of one request go; each call picks anew. Belongs to one event loop. */
public final class PeerSearch {
  private final EventLoop loop;
  private final Names names;
  private final UpstreamBalancer balancer;
  private final String host;
  private final int port;
  private List<Address> tried = List.of();
  private HashSource source;
  private int hash;

  private PeerSearch(Balancers balancers, EventLoop loop, String host, int port) {
    this.loop = loop;
    this.names = balancers.names();
    this.balancer = balancers.named(host);
    this.host = host;
    this.port = port;
  }

  /** For a service: over an upstream's targets when its host names one. */
  public static PeerSearch of(Service service, Balancers balancers, EventLoop loop) {
    return new PeerSearch(balancers, loop, service.host(), service.port());
  }

  /** For an address that a plugin chose. */
  public static PeerSearch of(String host, int port, Balancers balancers, EventLoop loop) {
    return new PeerSearch(balancers, loop, host, port);
  }

  /** Whether {@link #hashOn} is wanted. */
  public boolean hashes() {
    return balancer != null && balancer.hashRule() != null;
  }

  /** What the request is hashed on; before the first call of {@link #next}. */
  public void hashOn(HashSource from) {
    source = from;
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
    /** Every peer is given back by {@link PeerSearch#ended}. */
    void peer(Peer peer);

    /**
     * @param message what to tell when it is not the error's own; else null
     */
    void none(ProxyError error, String message);
  }

  public void next(Found found) {
    if (balancer == null) {
      direct(found);
    } else if (balancer.ready()) {
      choose(found);
    } else {
      balancer.whenReady(loop, () -> choose(found));
    }
  }

  /** The upstream answered. */
  public void answered(Peer peer, int status) {
    if (peer.target() != null) {
      balancer.answered(peer.target(), status);
    }
  }

  /** It did not; another one is preferred from now on. */
  public void failed(Peer peer, ProxyError error) {
    if (peer.target() == null) {
      return;
    }
    balancer.failed(peer.target(), error);
    if (tried.isEmpty()) {
      tried = new ArrayList<>(2);
    }
    tried.add(peer.target());
  }

  /**
   * The attempt is over, once for each peer.
   *
   * @param nanos how long the upstream took; less than 0 when it did not answer
   */
  public void ended(Peer peer, long nanos) {
    if (peer.target() != null) {
      balancer.ended(peer.target(), nanos);
    }
  }

  // Over the targets of an upstream.

  private void choose(Found found) {
    if (source != null) {
      hash = balancer.hashRule().of(source);
      source = null;
    }
    Addresses now = balancer.addresses();
    Address chosen = now.healthy() ? now.picker().pick(hash, tried) : null;
    if (chosen == null) {
      found.none(ProxyError.NO_PEER, null);
      return;
    }
    balancer.begun(chosen);
    if (chosen.socket != null) {
      found.peer(new Peer(chosen.socket, chosen.target.host(), chosen));
    } else {
      resolve(chosen, found);
    }
  }

  /** Of an SRV record, or of one that holds for one use only. */
  private void resolve(Address chosen, Found found) {
    boolean srvName = Boolean.TRUE.equals(balancer.upstream().useSrvName());
    String name = srvName ? chosen.host : chosen.target.host();
    names.resolve(
        chosen.host,
        loop,
        answer ->
            place(
                answer,
                chosen.port,
                0,
                address -> {
                  if (address == null) {
                    balancer.ended(chosen, -1);
                    found.none(ProxyError.NO_PEER, null);
                  } else {
                    found.peer(new Peer(address, name, chosen));
                  }
                }));
  }

  // By the service's own host.

  private void direct(Found found) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(bare);
    if (literal != null) {
      found.peer(new Peer(new InetSocketAddress(address(literal), port), bare, null));
      return;
    }
    names.resolve(
        host,
        loop,
        answer -> {
          if (answer.problem() != null) {
            none(answer.problem(), found);
            return;
          }
          place(
              answer,
              port,
              0,
              address -> {
                if (address == null) {
                  found.none(ProxyError.NAME_NOT_RESOLVED, null);
                } else {
                  found.peer(new Peer(address, host, null));
                }
              });
        });
  }

  private void none(Problem problem, Found found) {
    if (problem.noSuchName()) {
      found.none(ProxyError.NAME_NOT_RESOLVED, null);
    } else {
      found.none(
          ProxyError.RESOLVER_FAILED,
          "failed the initial dns/balancer resolve for '" + host + "' with: " + problem.text());
    }
  }

  /** Who waits for an address; gets null for none. */
  private interface Located {
    void at(InetSocketAddress address);
  }

  /** An SRV record names a host, which is resolved in turn; how deep is bounded. */
  private void place(Resolution answer, int otherwise, int depth, Located then) {
    Place place = answer.next();
    if (place == null || depth > 2) {
      then.at(null);
      return;
    }
    int itsPort = place.port() == 0 ? otherwise : place.port();
    if (place.address() != null) {
      then.at(new InetSocketAddress(place.address(), itsPort));
    } else {
      names.resolve(place.host(), loop, next -> place(next, itsPort, depth + 1, then));
    }
  }

  private static InetAddress address(byte[] literal) {
    try {
      return InetAddress.getByAddress(literal);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
