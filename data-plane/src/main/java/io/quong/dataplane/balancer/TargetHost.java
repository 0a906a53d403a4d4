package io.quong.dataplane.balancer;

import io.netty.util.NetUtil;
import io.quong.dataplane.balancer.Addresses.TargetAddresses;
import io.quong.dataplane.dns.Place;
import io.quong.dataplane.dns.Resolution;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A target and what its host stands for. */
final class TargetHost {
  /** An answer is asked for anew a moment after its time is over. */
  private static final long LATER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How often it is looked whether a name whose answers hold for one use still has such. */
  private static final long VIRTUAL_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final TargetAddress target;
  private final Watch watch;
  private final InetAddress literal;
  private volatile Resolution resolution;

  TargetHost(TargetAddress target, Watch watch) {
    this.target = target;
    this.watch = watch;
    this.literal = literal(target);
    this.resolution = literal == null ? watch.names().known(target.host()) : null;
  }

  private static InetAddress literal(TargetAddress target) {
    byte[] bytes = target.literal();
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String host() {
    return target.host();
  }

  boolean isName() {
    return literal == null;
  }

  /** Whether its name was not resolved yet. */
  boolean isPending() {
    return isName() && resolution == null;
  }

  /** Answers whether the addresses are others than before. */
  boolean resolved(Resolution next) {
    Resolution before = resolution;
    resolution = next;
    return before == null
        || !before.places().equals(next.places())
        || before.onlyNow() != next.onlyNow()
        || (next.problem() != null && !next.problem().equals(before.problem()));
  }

  /** After how many nanoseconds the name is to be looked up again. */
  long dueIn() {
    Resolution now = resolution;
    if (now == null) {
      return 0;
    }
    return now.onlyNow() ? VIRTUAL_NANOS : Math.max(LEAST_NANOS, now.remaining() + LATER_NANOS);
  }

  TargetAddresses addresses(boolean checked) {
    Resolution now = resolution;
    List<Address> addresses = new ArrayList<>();
    String dns = "A";
    if (literal != null) {
      String ip = NetUtil.toAddressString(literal);
      addresses.add(
          address(new Place(ip, literal, target.port(), target.weight()), literal, checked));
      dns = ip.indexOf(':') < 0 ? "A" : "AAAA";
    } else if (now == null) {
      dns = null;
    } else if (now.problem() != null) {
      dns = now.problem().text();
    } else if (now.onlyNow()) {
      dns = "ttl=0, virtual SRV";
      addresses.add(
          address(new Place(target.host(), null, target.port(), target.weight()), null, checked));
    } else {
      dns = now.type();
      for (Place place : now.places()) {
        addresses.add(address(place, place.address(), checked));
      }
    }
    return new TargetAddresses(target, dns, addresses);
  }

  private Address address(Place place, InetAddress ip, boolean checked) {
    int port = place.port() == 0 ? target.port() : place.port();
    boolean ownWeight = place.weight() > 0 && target.weight() > 0;
    int weight = ownWeight ? place.weight() : target.weight();
    InetSocketAddress socket = ip == null ? null : new InetSocketAddress(ip, port);
    String key = target.text() + " " + place.host() + " " + port;
    return new Address(target, place.host(), port, weight, socket, watch.state(key), checked);
  }
}
